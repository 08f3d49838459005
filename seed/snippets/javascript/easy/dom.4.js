box.type = "email";
box.value = "";
box.maxLength = 40;
box.onblur = check;
form.append(box);
box.focus();
