"""Which given names are so common that they tell a person even in lower-case text without a cue?

Data only. Names that are ordinary English words too (will, mark, rose, may, grant) are left out: they need a capital
or a cue. A name that is missing costs recall in lower-case text without a cue, nothing else.
"""

from tools.redaction.lexicon import read_words

GIVEN_NAMES = read_words(
    """
    aaron abby abdul abdullah abebe abigail abraham achieng adam adebayo adrian adriana agnes agnieszka ahmad ahmed
    aisha akua alan albert aled alejandra alejandro alessandro alex alexa alexander alexandra alfred alice alicia
    alison allison alun amanda amani amara amelia amina amir amit amy ana anand anastasia andile andre andrea andreas
    andrew andy angela angelina angie anh anil anita anjali ann anna anne annette annie anthony anton antonio aoife
    archie arjun arnold arthur arun asha ashley ashok astrid audrey ayanda ayesha ayse babatunde barbara barry
    beatrice beatriz becky belinda ben benjamin benny bernard bernice bertha beryl beth bethany bettina betty beverley
    beverly bianca billy bobby bogdan bongani bongiwe bonnie brandon brenda brendan brett brian bridget bridie bruno
    bryan busisiwe caitlin callum calvin cameron camila carla carlos carmen caroline carolyn catarina catherine cathy
    cecilia celia cesar chanda chandra chantelle charlene charles charlotte cheryl chidi chinedu chioma chloe chris
    christian christina christine christopher cindy claire clara claudia cleo clive colin colleen connie connor
    constance cordelia craig cynthia dan daniel daniela danielle danny darius darren daryl dave david debbie deborah
    debra deepa deepak denise dennis derek deshawn devon diana diane diego dimitri dineo dmitri dolores dominic donald
    donna doris dorothy douglas dragan duncan dwayne dylan ebony eddie edgar edith eduardo edward edwin eileen elaine
    eleanor elena elif elizabeth ella ellen ellie elliott elsie elspeth emeka emily emma emmanuel emre enrique eric
    erica erik erika ernest ernie esperanza esther ethan ethel eugene eun eunice evelyn farah farhana fatima fatma
    felicia felipe felix femi fergus fernanda fernando fikile finn fiona francesca francis francisco freddie frederick
    funke gabriel gabriela gareth gary gemma geoffrey george gerald gerhard gertrude gethin gina giovanni gladys
    gloria goran gordon graham greg gregory greta guadalupe gugu guillaume gus gustavo gwen hamish hamza hannah hans
    harold harriet harry haruto harvey hassan hattie hazel hector heidi helen helena henrik henry herbert hiroshi
    howard hugh hugo hussein hyun iain ian ibrahim ifeoma ignacio imani imran ines ingrid ioana irene irma isaac
    isabel isabella ishbel isla ismail ivan ivana jabu jackie jacob jacqueline jacques jacqui jade jake jamal james
    jamie jane janet janice jared jason jasper javier jayden jeanette jed jeff jeffrey jenna jennifer jenny jeremy
    jerome jess jessica jill jim jimmy jin jing jo joan joanna joanne joao jock joe joel joey johan johanna johannes
    john johnny jonathan jorge jose joseph josephine josh joshua josie jovana joyce juan juanita judith judy julia
    julian julie juliette justin kabelo kamal kamau karen karin karl karthik katarzyna kate katherine kathleen kathryn
    katie katy kavita kavitha kayla keith kelechi kelly kelvin ken kenneth kenny kerry kev kevin kgomotso khadija
    khalid khanyi kim kimberly kirsty kofi kristen kristina krzysztof kumar kwabena kwame kyle kyoko lachlan lakshmi
    latisha laura lauren lawrence leah leila lena leo leon leonard leonardo lerato leroy lesego leslie lewis liam
    linda lindiwe lindsay linh lisa liz lloyd lola loretta lorraine lottie louis louise lucas lucia lucy luis luiz
    lukas luke lungile luther lwazi lydia lyn mabel maddie madison maeve magdalena maggie mahmoud mairi malcolm
    malgorzata mandisa mandla manuel marcel marco marcus marek margaret marge margot maria mariam marian marianne
    marie marilyn mario marisol marjorie marlene martha martin marty marvin mary matteo matthew maureen mauricio
    maxine maya meena meera megan mehmet mei melanie melissa michael michelle mick mickey miguel mihai mikhail mildred
    milos mindy ming minh minnie miriam mohamed mohammad mohammed moira mollie molly monica monique morag mpho mthunzi
    muhammad murat muriel murray mustafa myra nadia naledi nancy nandi nandini naomi natalia natalie natasha nate
    nathan nathaniel ned neha neil nell nellie nelson ngozi nguyen niamh nicholas nicky nicola nicole nigel nikhil
    nikki nina njeri nkosinathi nnamdi noah nobuhle nomfundo nomsa nomvula nora norma norman nozipho ntombi olga
    oliver olivia olly olu olumide oluwaseun omar orla oscar otieno oumar pablo palesa pam pamela patricia patrick
    patsy patty paul paula pauline pawel pedro peggy percy pete peter petra philip phillip phindile phyllis pieter
    piotr pippa polly pooja pradeep prakash praveen preeti priya priyanka pumla rachel rahul rajesh rakesh ralph
    ramesh ramon rania rashid ravi raymond rebecca reece refilwe renee rhodri rhys riaan ricardo richard rick ricky
    rita rob robbie robert roberto robyn rodrigo roger rohan roland ron ronald ronnie rory rosa rosalind rosemary
    rosie rowan roxanne roy rufus russell ruth ryan sabrina sally salma sam samantha sammy samuel sandeep sandile
    sandra sanjay saoirse sara sarah sasha scott sean sebastian selim sello sergei sergio shabnam shannon shanti
    sharon shaun sheila shirley shreya sibusiso sid silvia simon simone sinead siobhan sipho siya sizwe sofia soledad
    sonia sonny soo sophia sophie stan stanley stefan stella steph stephanie stephen steve steven stu stuart sunil
    sunita suresh susan susanna sushma susie suzanne suzie svetlana sylvia tamara tamsin tanya tariq tatiana ted teddy
    tendai teresa terrence terry tess thabang thabo thandeka thandi thandiwe themba theo theodore theresa thiago
    thomas thuli thuy tiffany tim timmy timothy tobias toby tom tomasz tommy toni tony tracy trevor trish trisha trudy
    tshepo tuan tumelo tyler tyrone uche unathi ursula uwe valentina valerie vandana vanessa vera veronica vic vicky
    vijay vikram vince vincent viv vivian vladimir vusi vuyo walter wambui wanda wanjiru wayne wendell wendy wes
    wilbur wilfred william wilma winifred wojciech wolfgang xavier ximena xin xiomara yan yasmin yasmine yetunde
    yolanda yuki yusuf yvonne zac zach zainab zak zandile zanele zara zeynep zinhle zodwa zoe zofia zola zoran zukiswa
    """
)
