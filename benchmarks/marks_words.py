"""Words of our own for the synthetic notes of `benchmarks.marks_set`: never the lists that the rules or the model use.

Everybody here is invented. Telephone numbers are those that Ofcom keeps for drama; e-mail hosts are `example` ones.
"""

from __future__ import annotations

# First names and surnames by where such names are often heard from; a note joins one of each of the same row.
NAMES: dict[str, tuple[str, str]] = {
    "British": (
        "Margaret Colin Hayley Derek Tracey Graham Eileen Gareth Siobhan Kirsty Alistair Bronwen Nigel Doreen",
        "Whitcombe Thackeray Pemberton Ollerenshaw McAllister Pritchard Fotheringay Braithwaite Sowerby Tranter",
    ),
    "Somali": (
        "Hodan Cabdi Faadumo Warsame Ifrah Liban Sagal Guled Ayaan Mahad Hibaaq Yuusuf",
        "Jaamac Warsame Cilmi Xirsi Guuleed Shire Faarax Nuur Dirie Cawaale",
    ),
    "Tamil": (
        "Kavitha Senthil Priyadarshini Murugan Thenmozhi Arulmozhi Nirmala Karthik Selvi Anbarasan",
        "Sivakumaran Rajaratnam Balasubramaniam Nadarajah Kandasamy Thiruchelvam Selvanayagam",
    ),
    "Polish": (
        "Agnieszka Wojciech Małgorzata Zbigniew Katarzyna Grzegorz Bożena Sławomir Jadwiga Krzysztof",
        "Kowalczyk Wiśniewska Szymański Dąbrowska Lewandowski Piotrowska Zając Wróblewski",
    ),
    "Portuguese": (
        "Catarina Joaquim Filipa Gonçalo Conceição Tiago Lurdes Rui Graça Duarte Inês",
        "Figueiredo Carvalho Teixeira Magalhães Sequeira Nogueira Vasconcelos Fonseca",
    ),
    "Nigerian": (
        "Oluwaseun Chidinma Adebayo Ngozi Folake Emeka Temitope Ifeoma Babatunde Yetunde Obinna",
        "Adeyemi Okonkwo Ogunleye Nwosu Balogun Eze Oyelaran Chukwu Akintola",
    ),
    "Ukrainian": (
        "Halyna Oleksandr Svitlana Bohdan Lyudmyla Taras Oksana Mykola Nadiya Vasyl",
        "Shevchenko Kovalenko Bondarenko Tkachuk Melnyk Hrytsenko Petrenko",
    ),
    "Bangladeshi": (
        "Shamima Rezaul Nasreen Kamrul Rokeya Anisur Sultana Mizanur Taslima Shafiqul",
        "Chowdhury Uddin Begum Miah Talukdar Sarker Khatun Howlader",
    ),
    "Arabic": (
        "Khadija Mustafa Rania Yousef Noura Tariq Huda Bilal Layla Ibtisam Walid",
        "Al-Masri Haddad Mansour El-Sayed Khoury Bakri Al-Jaberi Nasser",
    ),
    "Caribbean": (
        "Delroy Marcia Winston Beverley Leroy Claudette Errol Yvonne Desmond Merlene",
        "Braithwaite Campbell-Reid Francis Grizzle Pinnock Gayle Wynter",
    ),
    "Vietnamese": ("Thuy Quang Hien Duc Lan Minh Phuong Tuan", "Nguyen Tran Pham Huynh Dang"),
    "Ghanaian": ("Akosua Kwabena Efua Kofi Abena Yaw Adwoa", "Boateng Mensah Asante Owusu Amponsah"),
}
TITLES = (
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Auntie",
    "Pastor",
    "Imam",
    "Sister",
    "Councillor",
    "Nurse",
    "Professor",
)

# How people are named in what others tell; {n} is the whole name, {f} the first, {s} the surname.
NAMED = (
    "My neighbour {n} lost her job and nobody came.",
    "I told {f} that the boiler was off again and we both cried.",
    "{f} said the queue starts at seven and you still get nothing.",
    "{n} has waited eleven months for a first talk.",
    "It was {t} {s} who gave us food when the money stopped.",
    "We only have {f} and {f2} to rely on, and they are both ill.",
    "the man upstairs, {n}, plays music all night and the landlord laughs",
    "My son's friend {f} was stopped by the police three times.",
    "Ask {t} {s} at the desk, she knows how bad it is.",
    "They moved {f}'s family forty miles away with two days' notice.",
    "When {f} asked for help they sent a leaflet.",
    "My name is {n} and I clean offices at night.",
    "I live with my sister {f} and her three boys in one room.",
    "Nobody listens. {f} wrote four letters and {f2} rang every day.",
    "A woman called {n} runs the food bank out of her own kitchen.",
    "He is {n}, he sleeps on the bus.",
    "My carer ({f}) gets nine pounds an hour and no travel.",
    "Thank God for {f} {s} and the people at the club.",
)
# Never looked at while the rules were improved.
UNSEEN = (
    "{f} and I share a room with the baby.",
    "{f}'s flat floods whenever it rains.",
    "Last winter {f} slept in a van.",
    "{f}, my niece, was turned away at the door.",
    "{f} cannot sleep for worry about the rent.",
    "There is a boy, {f}, who eats with us now.",
    "God bless {n}.",
    "She sat beside {f} all night in A&E.",
    "{n} does three jobs and still owes rent.",
    "In the end {t} {s} paid for it herself.",
)
UNSEEN_CLEAN = (
    "Our Housing Officer changes every month.",
    "The Northern Line was off, so I lost a day's pay.",
    "We bought the cooker from Argos on credit.",
    "Windrush people built this street.",
    "Who runs Thames Water? Nobody knows.",
    "The Evening Standard wrote about it once.",
    "Every Sunday Mass is full and then nobody talks.",
    "I did my Level 3 at Southwark and there is no work.",
    "They call it Care in the Community. What care?",
    "Brexit, then Covid, then the bills.",
)
LOWER = (
    "my name is {n} and i cant find work",
    "me and {f} been on the list since 2019",
    "the lady called {f} was rude to my mum",
    "i told mr {s} at the school about the bullying",
    "{n} from upstairs lost his benefit",
    "ask {f} she knows",
    "my daughter {f} stopped eating",
    "it was mrs {s} who helped us in the end",
)
PHONED = (
    "You can reach her on {x} after six.",
    "Ring {x} and nobody picks up.",
    "My mobile is {x}, please tell somebody.",
    "I left {x} with the council and they never rang",
    "call the surgery {x} at eight and you are number forty",
    "Text {x} if the group meets again.",
)
MAILED = (
    "Write to {x} about the lift.",
    "My address is {x} but I have no data left.",
    "I sent it to {x}, twice, and heard nothing.",
    "they told me to mail {x} for a form",
)
POSTED = (
    "We are at {x} and the mould is black.",
    "The flats by {x} have had no heating since the autumn.",
    "They said {x} is not in the area so no help",
    "i live {x} above the shop",
)
NUMBERED = (
    "Her NHS number is {x}.",
    "They asked for the number, {x}, and then lost it.",
    "the card says {x} but the surgery says no",
    "I gave {x} at the desk three times.",
)

# Notes with capital letters, figures and signs that point at nobody.
PLACES = (
    "Deptford Norbury Tooting Woolwich Surbiton Kharkiv Mogadishu Lagos Jaffna Sylhet Kraków Lisbon Damascus Accra "
    "Kingston Manchester Birmingham Glasgow Kent Jamaica Ghana Portugal Sudan Eritrea Vietnam"
).split()
MONTHS = "January February March April June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ORGANISATIONS = (
    "Citizens Advice",
    "the Salvation Army",
    "the Jobcentre",
    "St Thomas' Hospital",
    "the British Red Cross",
    "Lambeth Council",
    "the Home Office",
    "Age UK",
    "Greenfields Primary School",
    "the Church of England",
    "the Trussell Trust",
    "Transport for London",
    "Lidl",
    "Tesco",
    "Refugee Action",
    "the Metropolitan Police",
    "King's College Hospital",
    "the Shree Ganapathy Temple",
    "Peckham Library",
    "Riverside Housing Association",
)
FAITHS = "Christian Muslim Hindu Sikh Catholic Jewish Buddhist Pentecostal Methodist Rastafarian".split()
LANGUAGES = (
    "Tigrinya Arabic Portuguese Polish Somali Bengali Yoruba Pashto Farsi Spanish Twi Cantonese".split()
)
FEASTS = "Ramadan Diwali Easter Christmas Vaisakhi Hanukkah Lent Eid".split()
CLEAN = (
    "The bus from {place} never comes on time on {day}.",
    "We moved here from {place} in {month} and still have no doctor.",
    "{org} said they would ring back and did not.",
    "People who speak {language} get no interpreter at {org}.",
    "At {feast} the hall is shut, so the old ones sit alone.",
    "I am {faith} and my boss will not change my shift on {day}.",
    "Nobody in {place} asks us. Everybody talks about us.",
    "GPs say ring at eight. Then the line is full by ten past.",
    "My PIP was cut in {month}. They gave no reason.",
    "{feast} used to bring the whole street out.",
    "Why does {org} close at three?",
    "The {faith} women's group meets in a corridor.",
    "Rents doubled since 2021, and wages went up 3 per cent.",
    "We waited from 9.30 to 14.45 with 2 children.",
    "It costs 1,250 pounds a month for 2 rooms, 4th floor, no lift.",
    "From {month} to {month2} there was no heating at all.",
    "Buses 36, 136 and 436 all stop at 10.",
    "I asked {org} and then {org2}. Both sent me away.",
    "My English is good but they want a certificate.",
    "Schools, clinics, parks: all of it is cut.",
    '"Come back on {day}," they said. Which {day}?',
    "Mum worked nights. Dad drove a cab. Now neither can.",
    "Universal Credit takes five weeks and the landlord takes none.",
    "In {language} we say the guest eats first; here the guest waits.",
    "Young people go to {place} because there is no youth club here.",
    "COVID took my father and CAMHS lost my son's letter.",
    "I came in {month} 2004 with 20 pounds and 3 bags.",
    "Between {place} and {place2} there is not one free toilet.",
    "Case 4471 203 is still open, they tell us.",
    "God help us, the council will not.",
)
