"""The small form in which an administrator writes the checklist of a kind: one line for each box."""

from typing import Any

from django import forms

from workflow.checklist import MOST_BOXES

LONGEST = 120


class ChecklistForm(forms.Form):
    """As many lines as a list may have; an empty line is no box, so boxes go by emptying theirs."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_BOXES + 1):
            self.fields[f"box{number}"] = forms.CharField(
                label=f"Butir {number}",
                required=False,
                max_length=LONGEST,
                initial=words[number - 1] if number <= len(words) else "",
                error_messages={"max_length": f"Paling panjang {LONGEST} huruf."},
            )

    def words(self) -> list[str]:
        """Return the boxes as they were written, without the empty lines."""
        lines = (self.cleaned_data[f"box{n}"] for n in range(1, MOST_BOXES + 1))
        return [" ".join(line.split()) for line in lines if line.strip()]
