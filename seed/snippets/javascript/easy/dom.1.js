button.disabled = true;
button.textContent = 'Saving...';
