let text = 'Good morning, captain';
text = text.replace('morning', 'night');
