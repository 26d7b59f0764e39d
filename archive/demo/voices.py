"""Kritik & saran of the demo: what citizens wrote, and what the office answered when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from archive.demo.moments import Diary
from archive.demo.stage import Stage
from workflow import suara
from workflow.models import KritikSaran


@dataclass
class Voice:
    """One ticket as it is told."""

    words: dict[str, Any]
    number: int
    ticket: KritikSaran | None = None


@dataclass(frozen=True)
class Word:
    """One thing that happened to a ticket: when, what, by whom, in which words."""

    at: datetime
    voice: Voice
    verb: str
    by: str = ""
    text: str = ""


def tell(words: dict[str, Any], diary: Diary, number: int) -> list[Word]:
    """Return what happened to one ticket; steps of the office take office minutes."""
    voice = Voice(words, number)
    if "ago" in words:
        at = diary.before(words["ago"])
    else:
        at = diary.at(diary.today - timedelta(days=words["days"]), words["clock"])
    told = [Word(at, voice, "receive")]
    for verb, minutes, by, text in words.get("steps", ()):
        at = diary.after(at, minutes)
        told.append(Word(at, voice, verb, by, text))
    if told[-1].at > diary.now:
        raise ValueError(f"“{words['text'][:40]}” would end in the future")
    return told


def say(word: Word, stage: Stage) -> None:
    """Do one of these things at its moment."""
    told, ticket, now = word.voice.words, word.voice.ticket, word.at
    if word.verb == "receive":
        about = told.get("item")
        submission = suara.Submission(
            number=f"contoh-{word.voice.number}",
            kind=told["kind"],
            text=told["text"],
            item_id=stage.item(about).pk if about else None,
            name=told.get("name", ""),
            whatsapp=told.get("whatsapp", ""),
        )
        word.voice.ticket = suara.receive(submission, now=now)
        return
    if ticket is None:
        raise ValueError("a ticket is received before it is answered")
    if word.verb == "note":
        suara.add_note(ticket, word.text, now=now)
        return
    by: User = stage.people[word.by]
    if word.verb == "read":
        suara.read(ticket, by=by, now=now)
    elif word.verb == "work":
        suara.start_work(ticket, by=by, text=word.text, now=now)
    elif word.verb == "spam":
        suara.mark_spam(ticket, by=by, reason=word.text, now=now)
    else:
        suara.answer(ticket, by=by, text=word.text, now=now)
