"""Questions of many trades with answers that hold a value, in the words of many countries."""

from memory.vocabulary import Field, FieldType

Asked = list[tuple[str, str]]

TRADES: dict[str, dict[str, Asked]] = {
    "clinic": {
        "patient_name|name|Full name of the patient": [
            ("Can I take the patient's name please?", "Nomvula Khumalo"),
            ("and who is the appointment for", "its for my son jabu khumalo"),
            ("What's the name of the patient?", "Priya Raghunathan"),
        ],
        "date_of_birth|date|Patient's date of birth": [
            ("And what is the patient's date of birth?", "12 March 1984"),
            ("When was she born?", "the fourth of july two thousand and nine"),
            ("dob please", "third of the sixth ninety one"),
        ],
        "symptoms|text|What the patient is suffering from": [
            ("What seems to be the trouble?", "I've had a terrible cough for three days"),
            ("Can you describe how you're feeling?", "dizzy and sick to my stomach"),
            ("What are your symptoms?", "sore throat and fever"),
        ],
        "medical_aid|text|Name of the medical aid scheme, or private": [
            ("Which medical aid are you with?", "Discovery"),
            ("Are you paying cash or on a medical scheme?", "I'm on Bonitas"),
        ],
        "preferred_day|date|Day that suits the patient": [
            ("Which day would suit you best?", "Thursday if you have it"),
            ("When would you like to come in?", "tomorrow would be great"),
        ],
        "doctor|name|Doctor the patient wants to see": [
            ("Do you have a preferred doctor?", "Dr Naidoo"),
            ("Is there a particular doctor you usually see?", "I normally see doctor van wyk"),
        ],
        "phone|phone|Contact number": [
            ("What's the best number to get hold of you on?", "0 8 2 5 5 5 0 1 9 2"),
            ("and your cell number", "zero seven one triple four double two one nine"),
        ],
    },
    "parcel": {
        "tracking_number|text|Tracking number on the waybill": [
            ("Do you have the waybill number handy?", "Yes it's ZA 4 4 1 9 0 2"),
            ("Could I have your tracking reference?", "PX seven seven one two three nine"),
        ],
        "sender_name|name|Who sends the parcel": [
            ("Who is sending the parcel?", "Farouk Davids"),
            ("Can I get the sender's name?", "It's Mary-Anne Botha"),
        ],
        "recipient_name|name|Who receives the parcel": [
            ("And who is it going to?", "My sister, Lebo Mokoena"),
            ("Who must we deliver it to?", "James Whitfield"),
            ("What is the receiver's full name?", "Sipho Zulu"),
        ],
        "delivery_address|address|Where it must be delivered": [
            ("What's the delivery address?", "14 Kloof Street, Gardens, Cape Town"),
            ("Where should we drop it off?", "22 Acacia Road in Norwood"),
        ],
        "weight_kg|number|Weight in kilograms": [
            ("How heavy would you say it is?", "About five kilos"),
            ("Roughly what does it weigh?", "two point five"),
            ("And the weight?", "three kilograms"),
        ],
        "contents|text|What is in the parcel": [
            ("What's inside the parcel?", "Just some books and a jersey"),
            ("What are you sending?", "a pair of running shoes"),
        ],
        "fragile|boolean|Whether the contents are fragile": [
            ("Is anything in there breakable?", "No nothing"),
            ("Are the contents fragile?", "yes it's glass"),
        ],
    },
    "insurance": {
        "policy_number|text|Policy number": [
            ("May I have your policy number?", "It's P O L 7 7 1 9 3 2"),
            ("What's the policy number on your schedule?", "four four one nine zero zero two"),
        ],
        "incident_date|date|When the incident happened": [
            ("When did the accident happen?", "On Saturday evening"),
            ("What date was the incident?", "the 3rd of November"),
            ("And when was this?", "yesterday afternoon"),
        ],
        "incident_location|text|Where the incident happened": [
            ("Whereabouts did it happen?", "On the N1 near Midrand"),
            ("Where did the collision take place?", "corner of Oxford and Glenhove"),
        ],
        "injured|boolean|Whether anybody was injured": [
            ("Was anyone hurt?", "No thank goodness"),
            ("Any injuries?", "my wife hurt her wrist"),
        ],
        "vehicle_registration|text|Registration number of the vehicle": [
            ("What's your registration?", "C A 4 5 1 9 9"),
            ("Can you give me the number plate?", "ND 771 204"),
        ],
        "damage|text|Damage to the vehicle": [
            ("Can you describe the damage?", "the bumper is off and the left light is smashed"),
            ("What's damaged on the car?", "the back door and the boot"),
        ],
        "third_party_name|name|Name of the other driver": [
            ("Did you get the other driver's name?", "Yes, Graham Peters"),
            ("And what's the name of the other party?", "Ms Thembi Nene"),
        ],
    },
    "utilities": {
        "account_number|text|Account number of the customer": [
            ("Could you read me your account number?", "two two zero four one nine six"),
            ("What's your account number love?", "It's 8 5 0 0 1 2 7 7"),
        ],
        "meter_reading|number|Present meter reading": [
            ("What's the reading on your meter?", "4 5 1 2 7"),
            ("Can you give me a meter reading?", "twenty three thousand four hundred and six"),
            ("what number is the meter showing", "oh one nine four four"),
        ],
        "property_type|choice|House or flat|house,flat": [
            ("Is that a house or a flat?", "It's a flat"),
            ("What kind of property is it?", "a house"),
        ],
        "moving_date|date|Day the customer moves out": [
            ("What date are you moving out?", "the 30th"),
            ("When do you leave the property?", "end of November, the thirtieth"),
        ],
        "fault_type|text|What is wrong with the supply": [
            ("What's the problem with your supply?", "no power since this morning"),
            ("Can you tell me what's wrong?", "the water is brown"),
        ],
        "direct_debit|boolean|Whether the customer pays by direct debit": [
            ("Do you pay by direct debit?", "I do yeah"),
            ("Are you happy to set up a direct debit?", "No I'd rather pay cash"),
        ],
    },
    "debt": {
        "id_number|text|Identity number, thirteen digits": [
            ("For security, can you confirm your ID number?", "8 0 0 1 0 1 5 0 0 9 0 8 7"),
            ("may i have your identity number sir", "seven nine one two three one five two two zero zero eight six"),
        ],
        "payment_amount|money|How much the caller can pay": [
            ("How much can you afford to pay this month?", "I can do five hundred rand"),
            ("What amount are you able to settle?", "two thousand"),
        ],
        "payment_date|date|When the caller will pay": [
            ("And when can we expect that payment?", "On the 25th when I get paid"),
            ("Which date must the debit order go off?", "the last day of the month"),
        ],
        "employer|text|Where the caller works": [
            ("Where do you work at the moment?", "At Shoprite in Bellville"),
            ("Who's your employer?", "the department of health"),
        ],
        "reason_for_arrears|text|Why the account is in arrears": [
            ("Can I ask why the account fell behind?", "I lost my job in June"),
            ("What led to the missed payments?", "my hours got cut"),
        ],
        "bank|text|Bank of the caller": [
            ("Which bank are you with?", "Capitec"),
            ("And what bank is the debit from?", "FNB"),
        ],
    },
    "recruitment": {
        "candidate_name|name|Name and surname of the candidate": [
            ("Could you tell me your name and surname?", "Anil Deshpande"),
            ("Who am I speaking with?", "You're speaking to Karen O'Donnell"),
        ],
        "notice_period|text|Notice the candidate must give": [
            ("What's your notice period?", "One calendar month"),
            ("How soon could you start?", "in two weeks"),
            ("How much notice do you have to give?", "four weeks"),
        ],
        "current_salary|money|Present monthly salary": [
            ("What are you earning at the moment?", "twenty two thousand before tax"),
            ("And your current package?", "around 450k a year"),
        ],
        "expected_salary|money|Salary the candidate expects": [
            ("What salary are you looking for?", "thirty thousand"),
            ("What would you expect to be paid?", "35000 rand"),
        ],
        "years_experience|number|Years of experience": [
            ("How many years' experience do you have?", "about seven years"),
            ("How long have you been working as an accountant?", "since 2015, so nine years"),
        ],
        "drivers_licence|boolean|Whether the candidate has a driver's licence": [
            ("Do you have a valid driver's licence?", "Yes, code 8"),
            ("Can you drive?", "yes I've got my licence"),
        ],
        "qualification|text|Highest qualification": [
            ("What's your highest qualification?", "A BCom from Wits"),
            ("Did you study after school?", "I have a diploma in marketing"),
        ],
    },
    "school": {
        "learner_name|name|Name of the child": [
            ("What is your child's name?", "Her name is Amahle Ndlovu"),
            ("And the learner's full name?", "Liam van der Merwe"),
        ],
        "grade|text|Grade the child will be in": [
            ("Which grade would they be joining?", "Grade four"),
            ("What year is he in?", "year six"),
        ],
        "parent_email|email|E-mail address of the parent": [
            ("What email can we send the forms to?", "jo dot smith at gmail dot com"),
            ("Could I have your email?", "it's n.pillay@webmail.co.za"),
        ],
        "allergies|text|Allergies of the child": [
            ("Does she have any allergies?", "Peanuts"),
            ("Anything he is allergic to?", "no nothing"),
        ],
        "transport|boolean|Whether the child needs the school bus": [
            ("Will she need the bus?", "Yes please from Parow"),
            ("Do you need transport?", "No I drop her off myself"),
        ],
        "previous_school|text|School the child comes from": [
            ("Which school is he at now?", "Rondebosch Primary"),
            ("Where does she go to school at the moment?", "she's at Sunnyside"),
        ],
    },
    "charity": {
        "donation_amount|money|How much the donor gives each month": [
            ("How much would you like to give?", "Fifty rand a month"),
            ("What amount did you have in mind?", "ten pounds"),
        ],
        "donation_frequency|choice|Once or monthly|once,monthly": [
            ("Would that be a once-off or a monthly gift?", "monthly"),
            ("Is that just once or every month?", "just once"),
        ],
        "gift_aid|boolean|Whether the donor is a UK taxpayer and wants gift aid": [
            ("Are you a UK taxpayer, so we can claim gift aid?", "Yes I am"),
            ("Can we claim gift aid on that?", "yeah go on then"),
        ],
        "donor_postcode|text|Postcode of the donor": [
            ("And your postcode?", "SW1A 2AA"),
            ("What's the postcode there, please?", "B 2 9 6 L X"),
        ],
        "how_heard|text|How the donor heard of the charity": [
            ("How did you find out about us?", "I saw the advert on telly"),
            ("Where did you hear of our work?", "from a friend at church"),
        ],
    },
    "survey": {
        "satisfaction|number|Satisfaction from 1 to 10": [
            ("On a scale of one to ten, how satisfied are you?", "I'd say an eight"),
            ("How would you rate our service out of ten?", "nine"),
        ],
        "would_recommend|boolean|Whether the respondent would recommend us": [
            ("Would you recommend us to a friend?", "Definitely"),
            ("Would you tell others to use us?", "no I don't think I would"),
        ],
        "age_group|choice|Age group|18-24,25-34,35-49,50+": [
            ("Which age group are you in, 18 to 24, 25 to 34, 35 to 49 or 50 plus?", "25-34"),
            ("How old are you, roughly?", "I'm 41"),
        ],
        "improvement|text|What should be improved": [
            ("What could we do better?", "Answer the phone faster"),
            ("Anything we can improve on?", "the queue in the branch is too long"),
        ],
        "visit_reason|text|Why the respondent visited": [
            ("What was the reason for your visit?", "To open an account"),
            ("What brought you to the store?", "I was looking for a kettle"),
        ],
    },
    "taxi": {
        "pickup_address|address|Where the passenger is fetched": [
            ("Where are you at?", "12 Long Street"),
            ("Where must the driver fetch you?", "outside the Spar on Main Road"),
            ("What's your pickup point?", "Terminal B at the airport"),
        ],
        "destination|text|Where the passenger goes": [
            ("Where to?", "The Waterfront please"),
            ("And where are you off to?", "Sandton City"),
        ],
        "pickup_time|time|When the taxi must come": [
            ("What time do you need the cab?", "At half six"),
            ("When would you like to be picked up?", "quarter to five in the morning"),
        ],
        "passengers|number|Number of passengers": [
            ("How many of you travelling?", "just the two of us"),
            ("How many people?", "four"),
        ],
        "luggage|text|Luggage the passenger has": [
            ("Any luggage?", "Two big suitcases"),
            ("Do you have bags with you?", "only a backpack"),
        ],
    },
    "telecom": {
        "mobile_number|phone|Number that has the problem": [
            ("Which number are you calling about?", "oh seven nine double one two three four five six"),
            ("What's the cell number with the problem?", "082 555 1234"),
        ],
        "device|text|Device of the customer": [
            ("What phone do you have?", "a Samsung A14"),
            ("Which device are you using?", "an old iPhone eight"),
        ],
        "error_message|text|Error the customer sees": [
            ("What error do you get?", "It says no service"),
            ("What does the message say?", "sim not registered"),
        ],
        "restarted|boolean|Whether the customer restarted the device": [
            ("Have you tried switching it off and on again?", "yes twice"),
            ("Did you restart the phone?", "Not yet"),
        ],
        "area|text|Area where the customer is": [
            ("Which area are you in?", "Soweto, Diepkloof"),
            ("Where are you based?", "I'm in Umhlanga"),
        ],
        "pin|text|Four-digit security PIN": [
            ("What's your four digit PIN?", "one nine eight four"),
            ("Please enter or say your pin", "4 4 1 2"),
        ],
    },
    "property": {
        "bedrooms|number|Number of bedrooms wanted": [
            ("How many bedrooms do you need?", "Two at least"),
            ("And how many rooms are you after?", "three bedrooms"),
        ],
        "budget|money|Monthly budget": [
            ("What's your budget?", "nine thousand a month"),
            ("How much rent can you pay?", "up to 8500"),
        ],
        "area|text|Area the tenant is looking in": [
            ("Which areas are you looking in?", "Observatory or Woodstock"),
            ("Whereabouts would you like to live?", "somewhere near Claremont"),
        ],
        "move_in_date|date|When the tenant wants to move in": [
            ("When are you hoping to move?", "the 1st of February"),
            ("What's your ideal move-in date?", "beginning of next month"),
        ],
        "pets|boolean|Whether the tenant has pets": [
            ("Do you have any pets?", "A cat"),
            ("Any animals?", "no none"),
        ],
        "viewing_time|time|Time of the viewing": [
            ("What time would suit for a viewing?", "after five"),
            ("What time can you come see it?", "eleven o'clock"),
        ],
    },
    "legal": {
        "matter_type|choice|Kind of matter|divorce,labour,criminal,property": [
            ("What kind of matter is it?", "It's a divorce"),
            ("Is this a labour, criminal, property or divorce matter?", "labour"),
        ],
        "opposing_party|text|Who the dispute is with": [
            ("Who is the dispute with?", "My ex-husband, Piet Nel"),
            ("Who's the other party?", "the landlord, Mr Jacobs"),
        ],
        "court_date|date|Date of the hearing": [
            ("Do you have a court date yet?", "Yes the 12th of December"),
            ("When are you due in court?", "next Tuesday"),
        ],
        "case_number|text|Case number": [
            ("What's the case number?", "1 1 4 7 slash 2 0 2 6"),
            ("Do they have a case number for you?", "yes CAS 441 11 2026"),
        ],
        "summary|text|Short description of the problem": [
            ("Tell me briefly what happened.", "My employer fired me without a hearing"),
            ("Could you explain your situation?", "they won't give my deposit back"),
        ],
    },
    "banking": {
        "card_last_four|text|Last four digits of the card": [
            ("What are the last four digits of your card?", "7 7 1 2"),
            ("Can I have the last four digits?", "double nine oh one"),
        ],
        "transaction_amount|money|Amount of the disputed transaction": [
            ("How much was the transaction for?", "R450"),
            ("What was the amount?", "four hundred and fifty rand"),
        ],
        "transaction_date|date|Date of the disputed transaction": [
            ("When did it go off your account?", "Yesterday"),
            ("What date was the transaction?", "the 2nd of this month"),
        ],
        "merchant|text|Shop where the transaction was made": [
            ("Which shop was it at?", "Takealot"),
            ("Who was the merchant?", "it says Netflix"),
        ],
        "mothers_maiden_name|name|Maiden name of the customer's mother": [
            ("What's your mother's maiden name?", "Fourie"),
            ("For security, your mother's maiden name?", "it was Papadopoulos"),
        ],
        "card_stolen|boolean|Whether the card was stolen": [
            ("Was your card stolen?", "I think so yes"),
            ("Do you still have the card with you?", "yes I have it here"),
        ],
    },
    "restaurant": {
        "party_size|number|Number of guests": [
            ("For how many?", "six"),
            ("How many will you be?", "There'll be eight of us"),
        ],
        "booking_date|date|Date of the booking": [
            ("What day were you thinking?", "this Friday"),
            ("And which evening?", "Saturday night"),
        ],
        "booking_time|time|Time of the booking": [
            ("And what time?", "half past seven"),
            ("What time shall I put you down for?", "say seven thirty"),
        ],
        "dietary|text|Dietary requirements": [
            ("Any dietary requirements?", "One vegetarian"),
            ("Does anyone have allergies or special diets?", "my mom is gluten free"),
        ],
        "seating|choice|Inside or outside|inside,outside": [
            ("Would you like to sit inside or out?", "outside please"),
            ("Do you have a seating preference?", "inside"),
        ],
        "guest_name|name|Name for the booking": [
            ("What name shall I put it under?", "Abernathy"),
            ("And the name?", "Siobhan"),
        ],
    },
}


def as_field(line: str) -> Field:
    """Make a field of `name|type|description|choices`."""
    name, kind, description, choices = [*line.split("|"), ""][:4]
    return Field(name, description, FieldType(kind), choices=tuple(filter(None, choices.split(","))))
