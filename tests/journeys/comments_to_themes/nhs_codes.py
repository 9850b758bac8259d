"""The 37 codes that people gave 7,110 comments of patients, in words of our own for a codebook of two levels.

The codes are those of the data; names and definitions were written for this test from the names alone, as an
organiser would. Where a part of the data stands for its whole ("Staff: General") it is the theme of the first level.
"""

from __future__ import annotations

# code: (name, definition, code of the theme above it)
NHS_CODES = {
    "cc": ("Care and treatment", "good or bad care as a whole, without saying more", ""),
    "cs": ("Advice and support", "being helped, guided and supported, or left alone with it", "cc"),
    "cr": (
        "How care is given",
        "rules, routines and ways of doing things on the ward or in the service",
        "cc",
    ),
    "ce": ("Care for feelings", "comfort, reassurance and kindness when somebody is upset or anxious", "cc"),
    "cp": (
        "Care for the body",
        "treatment, operations, pain, washing, feeding, equipment used on somebody",
        "cc",
    ),
    "co": ("Time with somebody", "enough time alone with a member of staff, or too little", "cc"),
    "ca": ("Things to do", "groups, games, outings and exercise, or nothing to do all day", "cc"),
    "cm": ("Medicines", "tablets, doses, side effects, getting them in time", "cc"),
    "cl": ("It changed my life", "things got better because of the service", "cc"),
    "ct": ("Therapies", "talking therapy, physiotherapy and other therapies", "cc"),
    "cf": ("Support for carers", "help for families and people who look after somebody", "cc"),
    "ss": ("Staff", "staff as a whole were good or bad, without saying more", ""),
    "sa": ("Manner of staff", "friendly, kind, caring, polite and helpful, or rude", "ss"),
    "sp": ("Skill of staff", "professional, knowing, efficient, or badly trained", "ss"),
    "sl": ("Enough staff", "short of staff, too busy, more nurses or doctors needed", "ss"),
    "mm": ("Communication", "talking, telephone, letters, without saying more", ""),
    "mi": ("Information", "clear explanations and enough information, or being told nothing", "mm"),
    "ml": ("Being listened to", "being heard and understood, questions answered, or not", "mm"),
    "ee": ("The place", "the building, rooms and surroundings, noise, warmth", ""),
    "ef": ("Food", "meals, choice of food, drinks", "ee"),
    "eq": ("Rooms and equipment", "beds, chairs, toilets, television, machines, waiting area", "ee"),
    "ec": ("Cleanliness", "clean or dirty rooms, hygiene", "ee"),
    "ep": ("Parking and transport", "car park, ambulance, getting there and home", "ee"),
    "aa": ("Getting help", "getting a service at all, appointments, opening times", ""),
    "wa": ("Waiting to be seen", "waiting for the first appointment, waiting lists, seen quickly", "aa"),
    "wb": ("Waiting in between", "too long between appointments, cancelled or late appointments", "aa"),
    "ap": ("What is offered", "more services, longer hours, more sessions, groups that ended", "aa"),
    "al": ("Where it is", "near or far, easy or hard to reach, seen at home", "aa"),
    "tt": ("Working together", "services fit together or not, without saying more", ""),
    "tc": ("The same people", "seeing the same person each time, or always somebody new", "tt"),
    "ti": (
        "Services that talk to each other",
        "departments and teams that know of each other, or repeat",
        "tt",
    ),
    "tx": ("Going home", "discharge, moving from one ward or service to another", "tt"),
    "dd": ("Dignity", "being treated with dignity, privacy", ""),
    "da": ("Respect for who I am", "treated as a person, fairly, faith, language, disability", "dd"),
    "ds": ("Feeling safe", "safe or frightened, bullying, other patients", "dd"),
    "dp": ("A say for patients", "being asked and involved in decisions about care", "dd"),
    "dc": ("A say for families", "families and carers asked and involved", "dd"),
}
