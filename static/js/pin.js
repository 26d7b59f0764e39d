// The PIN at the door of a link: letters do not enter, and the sixth digit sends the form by itself.
for (const form of document.querySelectorAll("form[data-pin]")) {
  const field = form.querySelector("input.pin");
  field.addEventListener("input", () => {
    const digits = field.value.replace(/\D/g, "");
    if (digits !== field.value) field.value = digits;
    if (digits.length === field.maxLength) form.requestSubmit();
  });
}
