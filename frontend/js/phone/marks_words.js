// The words that the rules of marks.js know: the same lists as listens/methods/marks_words.py.
const words = (text) => new Set(text.trim().split(/\s+/u));

export const TITLES = words(`
  mr mrs ms miss mx dr doctor prof professor sir sister brother father pastor reverend rev bishop imam sheikh
  rabbi auntie aunty aunt uncle nurse councillor cllr
`);

export const FORMAL = words("mr mrs ms mx");

// They carry a capital and name nobody: days, feasts, faiths, languages, peoples, countries, offices, family.
export const PLAIN = words(`
  i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may
  june july august september october november december christmas easter ramadan eid diwali passover hanukkah lent
  advent vaisakhi muslim hindu sikh catholic jewish buddhist islam islamic anglican baptist methodist pentecostal
  evangelical orthodox english british london britain uk england scotland wales europe european african caribbean
  asian american welsh irish scottish arabic somali polish portuguese spanish french italian german ukrainian
  russian romanian bulgarian lithuanian albanian greek hungarian tamil turkish kurdish bengali urdu hindi gujarati
  punjabi nepali sinhala malayalam pashto farsi persian dari tigrinya amharic yoruba igbo twi swahili lingala
  mandarin cantonese chinese vietnamese tagalog shona creole patois pakistani bangladeshi indian nigerian ghanaian
  jamaican brazilian colombian eritrean ethiopian sudanese syrian afghan iraqi iranian roma pakistan bangladesh
  nigeria ghana jamaica poland portugal romania ukraine russia china turkey iran iraq syria afghanistan somalia
  eritrea ethiopia sudan uganda zimbabwe congo colombia brazil spain italy germany africa asia america vietnam
  nepal albania egypt morocco nhs gp camhs a&e covid universal credit home office jobcentre job centre council god
  jesus allah bible quran facebook whatsapp google youtube zoom tv pip esa sen send ehcp dwp hmo housing mum mummy
  mam dad daddy nan nana gran grandma grandad
`);

// A name that ends in one of these is a place or a group.
export const GROUPS = words(`
  street road avenue school mosque church temple gurdwara synagogue hospital clinic surgery council centre center
  estate library army trust association foundation charity college university nursery academy station market
  gardens square club team service services society group party union company ltd advice action primary secondary
  police cross hub
`);

// They begin sentences, or follow "my name is", and name nobody.
export const COMMON = words(`
  a about after again all also always an and another any anybody anyone are as ask at back be because been before
  but by can cannot come did do does doctors don't each even every everybody everyone families family for from get
  go had has have he her here him his how if in is it it's its just kids last like many me more most much my never
  next no nobody none not now of off old on once one only or other our out over parents people please residents
  she since so some somebody someone something sometimes still such teachers thank than that that's the their them
  then there these they they're this those though three to today too twice two under until up us very was we we're
  well went were what when where which while who whole whose why will with without women workers would wrong yes
  yesterday yet you young your
`);

// What only a person does: a sentence that begins with one word and this begins with a name, or with a common word.
export const SPEAKING = words("said says told tells asked asks wrote writes rang cried cries lives died thinks");
