"""One line for each theme of the NHS framework, written for this benchmark from the names alone, as an organiser
would."""

DEFINITIONS = {
    "Activities & access to fresh air": "things to do on the ward, groups, exercise, getting outside, being bored",
    "Appointment arrangements": (
        "booking, changing, cancelling or being reminded of an appointment, and its date and time"
    ),
    "Appointment method": "whether an appointment is by telephone, by video or face to face",
    "Being kept informed, clarity & consistency of information": (
        "being told what is happening, updates about delays, hearing the same from everybody"
    ),
    "Care plans": "having a plan of care or treatment, goals and reviews, and a copy of it",
    "Cleanliness, tidiness & infection control": "clean or dirty rooms, hygiene, masks, hand gel, safe from covid",
    "Competence & training": "staff are professional, knowledgeable and skilled, or badly trained, or made mistakes",
    "Contacting services": "getting through by telephone, being kept in a queue, calls answered or returned, e-mail",
    "Diagnosis & triage": (
        "assessment, tests, finding out what is wrong, questions at the first call, deciding who "
        "needs help first"
    ),
    "Discharge": "leaving hospital, going home, being signed off from the service",
    "Environment & Facilities": "the building, rooms, beds, waiting area, toilets, parking, comfort",
    "Equality, Diversity & Inclusion": (
        "disability, deafness, language, faith, race or gender; treated fairly or with discrimination"
    ),
    "Feeling safe": "feeling safe or unsafe, frightened of other patients, violence, security",
    "Food & drink provision & facilities": "food, meals, choice of menu, tea and drinks, kitchen",
    "Funding & use of financial resources": "money for the service, more funding, cuts, waste, pay of staff",
    "Impact of treatment/ care": (
        "the treatment helped, things got better, it changed my life, or it made no difference"
    ),
    "Information directly from staff during care": (
        "staff explained clearly what they did and what comes next, answered questions, gave advice"
    ),
    "Information provision & guidance": (
        "leaflets, website, written advice, knowing what the service offers and where to turn"
    ),
    "Interaction with family/ carers": "family and carers informed, involved and supported; visiting",
    "Mental Health Act": "being sectioned, detained, leave from the ward, rights, tribunal",
    "Negative experience & dissatisfaction": (
        "bad, terrible, awful, very unhappy with everything, would not recommend"
    ),
    "Number & deployment of staff": (
        "not enough staff, short of nurses, doctors, drivers or call handlers, staff too busy"
    ),
    "Organisation & efficiency": (
        "well or badly organised, efficient, smooth, muddle, different parts not working together"
    ),
    "Positive experience & gratitude": "very good, excellent, thank you, happy with everything, could not be better",
    "Provision of medical equipment": "wheelchairs, walking aids, monitors, dressings and other equipment",
    "Referals & continuity of care": (
        "being referred on to other services, follow-up, passed from one to another, support afterwards"
    ),
    "Service location": "where the service is, distance, nearer to home, easy or hard to reach",
    "Staff continuity": "seeing the same person each time, or somebody new every time",
    "Staff listening, understanding & involving patients": (
        "being listened to, heard and understood, taken seriously, having a say in decisions"
    ),
    "Staff manner & personal attributes": (
        "staff were friendly, kind, caring, polite and helpful, or rude and uncaring"
    ),
    "Staff responsiveness": "staff came when needed, reacted at once, dealt with requests, or ignored them",
    "Supplying & understanding medication": (
        "medicines, tablets, prescriptions, doses, side effects, getting them in time"
    ),
    "Timeliness of care": "waiting, waiting lists, late or on time, quick and prompt, arrived fast, delays",
    "Transport to/ from services": "ambulance, patient transport, driver, vehicle, being picked up, journey home",
    "Unspecified communication": "better communication, without saying of what",
}
