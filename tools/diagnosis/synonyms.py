"""Which words mean the same, and what do people shorten in the names of fields?"""

from tools.diagnosis.phrasing import groups_of

# Other words for the same idea; a field that has one of them is also asked for by the others.
SYNONYMS: tuple[frozenset[str], ...] = groups_of(
    """
    payment card cash debit credit invoice eft instalment installment
    vehicle car make model truck van bike motorbike motor
    shipping ship delivery deliver delivered courier send sent dispatch post express
    colour color shade
    allergy allergies allergic intolerance intolerances react reaction
    insurance insure insured cover coverage medical aid scheme
    diet dietary vegetarian vegan gluten
    medication medications medicine medicines prescription tablets drug drugs pills
    smoking smoke smoker smokers nonsmoking
    pet pets dog dogs cat cats animal animals
    species animal pet breed
    parking park
    laundry washing washer washing-machine
    wheelchair accessible accessibility disabled
    company business employer organisation organization firm
    job occupation profession work living employed role position trade
    referral referred refer source hear heard
    income salary earn earnings earning wage wages pay package compensation rate hourly remuneration
    symptom symptoms pain feeling wrong unwell hurts hurting suffering ill sick bothering complaint
    contents content inside contain contains item items
    fragile breakable break delicate
    transport bus lift ride shuttle
    luggage bags bag baggage suitcase suitcases cases
    restart restarted reboot rebooted
    recipient receiver addressee consignee receiving addressed receives
    sender shipper consignor sending sends
    qualification qualifications degree diploma study studied studies matric certificate educated
    nationality citizen citizenship citizen passport
    religion faith church
    landlord landlady owner agent
    tenant renter lodger
    arrears behind owe owed owing outstanding missed unpaid
    debt owe balance outstanding
    acknowledge acknowledged agree admit accept recognise recognize dispute
    authorised authorized legal legally allowed permit entitled
    shift shifts
    start begin commence join
    budget afford spend price
    donation donate give gift giving contribute contribution spare
    recommend recommendation
    satisfaction satisfied satisfy happy rate rating score
    improve improvement improvements better suggestion suggestions
    habitable live livable liveable safe
    leak leaking water burst
    power electricity lights light supply outage
    internet wifi broadband connection line
    meter reading
    display screen shows showing
    balance owing
    neighbour neighbours neighbor neighbors
    colour shade
    visitor visitors guest guests people adults
    occupants occupant sharing together
    learner pupil child student kid son daughter
    parent guardian mother father
    spouse wife husband partner
    beneficiary nominee heir
    witness witnesses saw
    solicitor lawyer attorney
    hearing court trial
    bedroom bedrooms bed beds room rooms
    furnished furniture
    flat apartment unit house home
    frequency once monthly weekly regularly often
    subscription subscribe plan package contract
    upgrade upgraded
    cancel cancelled cancellation
    refund refunded
    receipt slip proof invoice
    consent permission agree happy
    preference prefer preferred
    language speak english interpreter
    emergency urgent urgency
    stylist barber hairdresser salon hair
    doctor physician dr practitioner practice gp
    confirmation booking reservation reference locator
    consent agree permission allow okay
    cuisine food eat dish
    size large small medium
    marital married single
    gender sex male female
    language speak english
    fault problem issue wrong broken error
    id identity identification
    registration plate reg
    tracking waybill consignment
    membership member
    weight heavy weigh
    height tall
    frequency often
    distance far
    mileage kilometres kilometers miles odometer
    spouse wife husband partner
    dependants dependents children kids
    urgency urgent emergency
    injury injuries injured hurt
    damage damaged damages
    theft stolen
    occasion celebrating celebrate birthday anniversary
    vaccinated vaccination vaccine shots
    pregnant expecting pregnancy
    grade class
    course programme program study studying
    qualification degree diploma
    feedback rating score scale
    lease rent renting rental
    device laptop computer phone tablet
    toppings topping
    """
)
# What the names of fields are shortened to.
SHORT_FOR: dict[str, tuple[str, ...]] = {
    short: tuple(long)
    for short, *long in (
        line.split()
        for line in """
        acc account
        acct account
        acno account number
        addr address
        amt amount
        appt appointment
        app application
        auth authorised
        avail availability
        bday birthday
        cust customer
        del delivery
        dep departure
        arr arrival
        dept department
        desc description
        dest destination
        dept department
        doc document
        dr doctor
        drop dropoff drop
        edu education
        emerg emergency
        emp employer
        est estimated
        exp experience
        fname first name
        lname last name
        freq frequency
        ins insurance
        loc location
        mob mobile
        msg message
        nat nationality
        num number
        nr number
        no number
        occ occupation
        org organisation
        pax passengers
        pref preferred
        prev previous
        prod product
        pwd password
        qty quantity
        reg registration
        ref reference
        req request
        res reservation
        sal salary
        ssn social security number
        tel telephone
        temp temperature
        veh vehicle
        vol volume
        wt weight
        yr year
        yrs years
        hrs hours
        mins minutes
        """.splitlines()
        if line.strip()
    )
}
