"""Which further words of everyday calls are nobody's name, in lower case or with a capital?

Data only. They say where a name ends and which words after a weak cue ("it's ...") or with a capital are no person.
They are not ordinary enough to be shown in an answer to a personal question: for that see the lexicon.
"""

from tools.redaction.lexicon import read_words

COMMON_WORDS = read_words(
    """
    able about accept accident account across active actual adult adults advance advert again age alone amazing amount
    angry animal annoying annual anytime apartment app apparently apply approved arrive arrived arrives article asap
    asleep assume attached aunt aware aye baby bag balance band bank bath bathroom battery beautiful become bed
    bedroom began begin behalf behind believe belong below bigger bill bit black blank blocked blood blue board body
    boiler boss both bottle bottom bought bound box boy branch brand break breakfast brilliant bring broke broken
    brother brought brown budget build building built bus business busy button buy buying came cant car cards careful
    carry cash cat cats cause caused cell cent center centre certainly chair charge charged cheap cheaper check
    checked checking cheers child children choice choose claim class clean cleaner clinic clock close closed closer
    closest closing coat coffee cold color colour comfortable common complaint computer concerned concerning condition
    confused connect connected connection cook cool cost costs couple cousin cover crash crazy credit cross crying
    current cut daily damage damaged dark data daughter daughters dead deal dealt debt decide decided deep defect
    delay delayed deliver delivered delivery dentist depends deposit desk didnt died difference difficult dinner
    direct dirty disgusting display doctor doesnt dog dogs door downstairs dress drink drive driver drives driving
    dropped dry dunno during dying early easier easy eat eating eish electric electricity emergency empty engine
    english entire error event everybody exact exactly exam expect expected expensive expired explain express
    extension extra eye face fact fair fall false father fault favourite fee feel feeling fees fell felt female few
    fill film final finally finish finished fire fit fix fixed flat floor folks follow food foot forgot form free
    freezing fresh friday fridays fridge from front full fun funny future game garage garden gas gate general girl
    girls glass gonna gotta grand granddaughter grandma grandpa grandson green grey grill gross ground group grown
    guest guests guy guys ha hadnt haha hand handle hang harder hasnt hate hated headache health heart heating heavy
    height held hell hence here hes high hire hit holiday honest honestly horrible horse hospital hot hotel huge
    hundred hungry hurry hurt hurting husband ill illegal im impossible inch include included including indeed inside
    insurance internet invoice isnt ive job jobs journey jump kid kids kill kinda kitchen knew knock knocking known
    lady landlord lane language laptop large larger law lawyer laying lazy leak leaking learn least leg legal lekker
    less lift light lights likely limit limited lined links list load loan locked log lol loose lose loud loved lovely
    lower luck lucky lunch machine mad main male mam man manager many market married marvellous mask match meal means
    meant meat medical medicine meeting member mention mess messed met meter middle might mild mind model mom monday
    mondays money mostly mother mouth move moved moving mum music myself nah narrow natural near nearby nearest nearly
    neighbor neighbour neither nervous network news noise noisy none nope normal normally north noted nowhere numb
    nurse obvious obviously odd offer offered older oldest online oops opened opening operator options orange ordered
    orders original outside outstanding oven owe owner package paid pain paper papers parcel parents park parking
    parties partly partner party pass passed password past patient pension perfect permanent pet petrol pharmacy
    phones phoning photo pick picked picking pickup picture piece pills pink plain plan plane plans plate play played
    plus pocket pointless police policy poor popular pounds power powered prefers pregnant present press pretty
    previous price prices print private process program project promise promised proper properly public pull pulled
    purple push pushed quality quarter queue quiet quit radio rain raining ran rand random rang rate reach reached
    real realise realised reception record red reference refund regarding register registered regular rejected relax
    rent rental rented repair replace reply report request reset rest restaurant result retired return returned rice
    rid ride ridiculous righto ring ringing rings risk road role rooms rough round route rubbish rude run running
    rupees sad safe salary sale sales satisfied saturday saturdays save saw scam scared school scratch screen seat
    seats second security seeing seemed seen self sell selling senior sense serious seriously shall shame sharp shes
    shift shipped shock shocking shoes shop short shouldnt shout shower shut sick side sign signal signed silly
    similar simple simply single sister sit site situation size skin skip sleep slept slow slowly small smaller
    smashing smell smoke snow sold solid someday sometimes son sons sorta sound south space speaking speed spend spent
    spoke spoken staff stairs stand standard standing star state station stay staying stays steal step steps sticky
    stock stole stolen stomach stood store straight strange street stress strong stuck student studying stupid sudden
    suddenly suit summer sun sunday sundays super supposed surgery surprise surprised suvs sweet swim switch switched
    system table taking tall tax taxi teacher team teeth telling temperature temporary tenant tens test tested testing
    text thank thanked thatll thats therefore theyre theyve thick thin thirsty thousand threat three threw throat
    throw thursday thursdays ticket tight tiny tired title token tone tooth top touch tough tour tower town track
    traffic train transfer travel travelling treat tree trip trouble truck true trust truth tuesday tuesdays turn
    turned turns twelve twice type types ugly unable uncle unclear understood unfair unhappy unit unless unlikely
    unlucky unpaid upset upstairs urgently usual value van various vehicle vets via view visit voice void wake walk
    walked wall wanna warm warning warranty wash wasnt waste wasted watch water weak wear weather website wedding
    wednesday wednesdays weekday weekdays weeks weight weird werent west wet whatever whats wheel whenever whether
    whichever white wide wife wild win wind window wine winter wish woke woman won wont worked worker works world
    worried worry worse worst worth wouldnt wow wrongly yard yea yelling yellow yesterdays young younger youre yours
    youve yup zone
    """
)

NOT_PEOPLE = read_words(
    """
    africa african afrikaans america american americans amex amsterdam android angeles apple asia atlanta atm audi
    australia australian austria bangalore bank barcelona beijing belfast belgium berlin birmingham bluetooth bmw
    bombay boston botswana brazil bristol britain british brussels cairo california canada canadian cape cardiff
    chennai chicago china chinese christmas chrome clinic college company corolla cpt dallas delhi dell denver detroit
    diwali dubai dublin durban dutch east easter eastern ebay edinburgh egypt eid england english europe european
    excel facebook fiat florida ford france frankfurt french galaxy gauteng german germany ghana glasgow google greece
    hanukkah hindi honda hospital hotel hotels hp hyderabad hyundai inc india indian instagram insurance ios iphone
    ireland irish israel istanbul italian italy japan japanese joburg johannesburg kenya kia kolkata lagos latin leeds
    lenovo lesotho limited linkedin linux lisbon liverpool london los ltd madrid maestro malaysia manchester
    mastercard mazda melbourne mercedes mexico miami microsoft midlands mozambique mumbai munich nairobi namibia
    netflix netherlands newcastle nigeria nissan nokia north northern norway ohio ontario outlook oxford pakistan
    paris paypal perth philadelphia pixel playstation poland polish polo polokwane portugal portuguese pretoria
    province pune punjab ramadan renault rome russia russian samsung sandton school scotland scottish seattle
    sheffield sim singapore skype sony southern soweto spain spanish spotify stellenbosch stockholm surgery suzuki
    sweden swiss switzerland sydney tesla texas thanksgiving tiktok tokyo toronto toyota turkey twitter uber ukraine
    university usa utah vat vienna vietnam visa vodafone volkswagen volvo vw wales warsaw washington welsh western
    whatsapp wifi windows word xbox xhosa xmas york youtube zambia zimbabwe zoom zulu
    """
)
