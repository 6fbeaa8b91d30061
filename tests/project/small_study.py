"""A study of two short conversations, and a desk to work on it in its own words."""

from qualcode.project import Project

GROUP = (
    "Int: How are things?\n"
    "Mo: I had a week away in May.\n"
    "Dev: I never had a day.\n"
    "Mo: And then I lost my job.\n"
    "Int: Tell me about breaks.\n"
)
INTERVIEW = "Int: And you?\nJo: I get by. My sister sits with him on Fridays.\n"
STUDY = """\
title: "Two towns"
invented: true
site_word: town
sites:
  A: {label: "Harbour town"}
  B: {label: "Hill town"}
sources:
  - file: group.txt
    code: A-FG1
    kind: recording
    form: focus group
    site: A
    people:
      - {label: Mo, kind: person, role: carer, variables: {age: "55-64"},
         consent: {quote: "yes", archive: "no"}}
      - {label: Dev, kind: person, role: worker}
      - {label: Int, kind: facilitator}
  - file: interview.txt
    code: B-INT1
    kind: recording
    form: interview
    site: B
    people:
      - {label: Jo, kind: person, role: carer, consent: {quote: "no"}}
      - {label: Int, kind: facilitator}
"""


class Desk:
    """A small project, spoken to in the words of its transcripts."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def source(self, ref):
        return self.project.sources.find(ref).id

    def code(self, label):
        return self.project.codes.find(label).id

    def span(self, ref, words):
        return self.project.codings.locate(self.source(ref), words)

    def apply(self, ref, words, label):
        return self.project.codings.apply(
            self.source(ref), *self.span(ref, words), self.code(label)
        )

    def read(self, ref, upto=None):
        """Mark a source as read, whole or up to and with some words."""
        text = self.project.sources.texts()[self.source(ref)]
        end = self.span(ref, upto)[1] if upto else len(text)
        return self.project.readings.mark(self.source(ref), 0, end)

    def counts(self, unit, label, **how):
        """Return {group: (n, base, beyond)} of a theme."""
        tables = {table.unit: table for table in self.project.counting.prevalence(**how).tables}
        return {
            one.group: (one.n, one.base, one.beyond)
            for one in tables[unit].counts
            if one.code == self.code(label)
        }
