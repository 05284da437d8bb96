"""Which words are ordinary English, so that they are neither anybody's name nor a sign of another language?

Apostrophes are left out, as in "dont" and "callers". Words that are mostly names (Mark, Rose, Will) are in
only where no instruction can do without them.
"""

_FUNCTION_WORDS = """
a about above across after again against all along also although always am among an and another any
anybody anyone anything are around as at away back be because been before being below beside between both
but by can cannot cant could did do does doesnt doing done dont down during each either else enough even
ever every everybody everyone everything except few first for from further had has hasnt have havent
having he her here hers herself him himself his how however i id if ill im in inside instead into is isnt
it its itself ive just last later least less let lets like many may maybe me might mine more most much
must my myself near neither never next no nobody none nor not nothing now of off often oh ok okay on once
one ones only onto or other others otherwise our ours out outside over own per perhaps please quite rather
really right same second several shall she should since so some somebody someone something soon still such
than thank thanks that thats the their theirs them themselves then there theres these they theyre third
this those though three through till to today together tomorrow tonight too towards two under unless until
up upon us use used using very was wasnt we well were what whatever whats when whenever where whether
which while who whom whose why will with within without wont would yeah yes yesterday yet you your youre
yours yourself
"""
_CALL_WORDS = """
able accept account accurate action actually add addition additional address adult adults advice afternoon
agent agents agree agreed allow allowed alone already alright alternative amount amounts answer answered
answering answers apartment apologise apologize apply appointment appointments area arrange arrival arrive
article ask asked asking asks assist assistance assistant attempt available avoid aware bank beginning
best better bill billing birth birthday book booked booking bookings branch brief briefly bring building
business busy button buy calendar call callback called caller callers calling calls calm cancel
cancellation cancelled car card cards care careful carefully case cash category certain chance change
changed changes character characters charge check checked checking child children choice choices choose
chosen city claim class clear clearer clearly close closed code codes collect color colour come common
company complaint complete completed concern condition confirm confirmation confirmed confirms connect
contact continue contract conversation correct corrected corrects cost costs count country couple course
cover credit crucial currency current customer customers daily data date dates day days deal dear decide
decline declined declines deliver delivered delivery department departure describe description desk
destination detail details different difficult digit digits direct directly doctor document door double
doubt dropoff due duration early easy email end ending enquiry enter equipment error estimate evening
event exact exactly example examples expect expected expiry explain extra fact family fast fee fees field
fields fifth fill final finally find finish flight flights follow following food form found free friendly
front full general get gets getting give given gives giving go goes going good goodbye got great greet
greeting group guarantee guess guest guests half hand handle hang happen happened happens happy hard hear
heard hello help helpful hi high hold holiday home hope hotel hour hours house hurry idea identify
identity immediate immediately important include included incomplete indoor inform information inquiry
instruction instructions insurance insured intend interested interrupt invoice issue item items job join
keep kept key kind kindly know known knows language large late latest leave left length letter letters
level licence license line list listen listing live loan local location long look looking lookup lot low
mail main make makes manager manner matter mean means meant medical meet meeting member membership memory
mention mentioned mentions message method middle minute minutes miss missed misses missing mobile model
moment money month months morning move moved moving name named names national nature necessary need needed
needs new nice night nights noon nope normal note notice number numbers occasion offer offered offers
office old online open opening option optional options order ordered orders original outdoor overview
package page paid paragraph part particular party passenger passengers patient patients pay payment people
permission person personal phone phrase pick picked pickup place places plan plate plates pleasant plus
point policy polite politely possible post postcode prefer preference preferences preferred prefers
prepare present previous price prices prior private problem problems proceed process product products
professional proof properly provide provided provides purchase purpose put question questions quick
quickly quiet quote rate rates rating reach read readable reading ready real reason reasons receipt
receive recent recently record recorded recording records reference refund refuse refused refuses
regarding register registration regular relevant remember remind rent rental repair repeat repeated
repeats reply report request requested require required reservation reservations reserve reserved resolve
respond response rest restaurant result results return returned review ride room rooms rule rules safe
said sale sales satisfied say saying says schedule scheduled seat seats section see select sell seller
send sent sentence sentences separate separately serious serve service services shipping shop short
shortly show sign silence similar simple simply sincere single size skip slow slowly small smoking soft
sorry sound sounds speak speaker speaking speaks special specific spell spelled spelling spells spelt
spoken staff stage standard start started starting state states stay step steps stop store straight street
subject suitable summarise summarize summary support sure surname surnames table take taken takes taking
talk task tax team technical telephone tell telling tells term terms test text thing things think ticket
tickets time times title told tone top topic total town track transaction transfer transferred travel
tried trip trouble true try trying turn turns type types unable unclear understand understandable
understood unit unknown update urgent user users usual vague valid value values vehicle verify version via
visit voice wait waiting walk want wanted wants warm way ways week weekday weekend weeks welcome whole
wish wishes word worded wording words work working works worry write written wrong year years young zip
"""
_TIME_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december midday midnight spring summer autumn winter zero four five six seven
eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
forty fifty sixty seventy eighty ninety hundred thousand million dozen english alphabet alpha bravo
"""

COMMON_WORDS = frozenset(f"{_FUNCTION_WORDS} {_CALL_WORDS} {_TIME_WORDS}".split())
ENGLISH_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
