"""Words that every note uses whatever it is about; they never name a theme. English only."""

STOP_WORDS = frozenset(
    """
a about above across after afterwards again against all almost alone along already also although always am among
an and another any anybody anyone anything anyway anywhere are aren't around as ask at away back be became
because become been before behind being below beside besides between beyond both but by came can can't cannot
come could couldn't did didn't do does doesn't doing don't done down during each either else enough especially
etc even ever every everybody everyone everything everywhere few for from further get gets getting give given go
goes going gone got had hadn't has hasn't have haven't having he her here hers herself him himself his how
however i i'd i'll i'm i've if in indeed instead into is isn't it it's its itself just keep kept know let like
likely lot lots made make makes many may maybe me might mine more most mostly much must my myself need needs
neither never no nobody none nor not nothing now of off often oh ok okay on once one ones only onto or other
others otherwise ought our ours ourselves out over own per perhaps please put quite rather really said same say
says see seem seems seen several shall she should shouldn't since so some somebody somehow someone something
sometimes somewhere soon still such sure take taken tell than thank thanks that that's the their theirs them
themselves then there there's therefore these they they're thing things think this those though through
throughout to together too took toward towards try trying two under unless until up upon us use used very via
want wants was wasn't way we we're we've well went were weren't what whatever when whenever where wherever
whether which while who whoever whole whom whose why will with within without won't would wouldn't yes yet you
you're your yours yourself yourselves bit actually anymore cant dont didnt doesnt isnt wasnt wont ive im id
youre thats eg ie
""".split()
)
