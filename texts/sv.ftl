# The chat's page, as the server writes it.
page-title = Fråga om föreningar – { $municipality }
page-heading = Fråga om föreningar
page-menu = Meny
page-close = Stäng chatten
page-start-anew = Börja en ny chatt
page-language = Språk
page-log = Chatten
page-bot-of = Bot hos { $municipality }
page-notice = Hej! Jag är en bot hos { $municipality }. Jag svarar på föreningars frågor om bidrag, lokaler och samarbete, med kommunens egna texter. Vill du hellre prata med en människa så skriv det. Det du skriver sparas hos kommunen i { $days } dagar. Skriv inte personnummer.
page-no-script = Chatten behöver JavaScript, som är avstängt i din webbläsare. Du kan ställa din fråga i ett formulär i stället. En människa svarar.
page-what = Vad gäller det?
page-grants = Söka bidrag
page-grants-question = Vilka bidrag kan vår förening söka?
page-booking = Boka lokal
page-booking-question = Hur bokar vi en lokal?
page-cooperation = Samarbeta med kommunen
page-cooperation-question = Hur föreslår vi ett samarbete med kommunen?
page-association = Starta förening
page-association-question = Hur startar vi en förening?
page-bot-writes = Boten skriver
page-new-message = Nytt meddelande
page-person = Prata med en människa
page-write = Skriv ditt meddelande
page-write-here = Skriv din fråga
page-send = Skicka
page-my-question = Se din fråga
page-question = Fråga
page-withdraw = Jag behöver inte svar längre
page-survey = Fick ni den hjälp ni behövde?
page-survey-yes = Ja
page-survey-partly = Delvis
page-survey-no = Nej
page-withdraw-title = Behöver du inget svar?
page-withdraw-text = Då avslutas frågan, och ingen svarar på den.
page-withdraw-yes = Avsluta frågan
page-withdraw-no = Behåll frågan
page-anew-title = Börja en ny chatt?
page-anew-text = Den här enheten glömmer chatten du har nu. Har du fått ett nummer så finns frågan kvar hos kommunen. Spara numret först.
page-anew-yes = Börja en ny
page-anew-no = Behåll chatten

# How it goes with the chat.
chat-a-person = Jag vill prata med en människa
chat-lost = Chatten du hade finns inte kvar. Här börjar en ny.
chat-you = Du
chat-bot = Bot
chat-system = System
chat-agent = { $name }, { $function }
chat-with-bot = Boten svarar
chat-waiting = Väntar på en människa
chat-with-person = Du pratar med en människa
chat-with = Du pratar med { $name }
chat-survey-thanks = Tack för svaret.
chat-closed = Avslutad
chat-reconnecting = Ansluter igen…
chat-out-of-reach = Vi når inte servern just nu. Försök igen om en stund.
chat-writes = { $name } skriver…
chat-seen = Sett
chat-there = Levererat
chat-open = { $function }: öppet till { $time }
chat-open-likely = { $function }: troligen öppet till { $time }
chat-shut = { $function }: stängt, öppnar { $moment }
chat-shut-likely = { $function }: stängt, öppnar troligen { $moment }
chat-ahead = { $ahead } före dig.
chat-next = Du är näst i tur.
chat-answer-by = Svar senast { $moment }.
chat-late = Svaret är försenat. Frågan finns kvar, och någon ska svara.
chat-waits-with = Frågan väntar hos { $function }.
chat-has-it = { $name } har frågan.
chat-sending = Skickas…
chat-not-sent-yet = Inte skickat än. Vi fortsätter att försöka.
chat-sent = Skickat
chat-failed = Kunde inte skickas. { $problem }
chat-retry = Försök igen
chat-send-here = Skicka här i stället
chat-drop = Ta bort
chat-too-long = Texten är för lång. Skriv högst { $longest } tecken; nu är det { $length }.

# What stands around an answer.
answer-helped = Hjälpte svaret?
answer-choices = Svarsval
answer-more = Läs mer
answer-more-about = om { $title }
answer-unconfirmed = Uppgifterna är inte bekräftade av kommunen ännu. Kontrollera med { $function } innan ni räknar med dem.
answer-source = Källa:
answer-function = Ansvarig: { $function }
answer-reviewed = Granskad { $day }
answer-new-tab = (öppnas i en ny flik)

# The receipt of a question that a person answers.
receipt-title = Din fråga är mottagen
receipt-person-answers = En människa svarar dig här i chatten.
receipt-number = Nummer
receipt-function = Hos
receipt-answer-by = Svar senast
receipt-closed = Det är stängt just nu. Frågan ligger kvar tills de öppnar.
receipt-keep-why = Spara båda: numret och koden. Med dem kommer du tillbaka hit från vilken enhet som helst. Visa inte koden för någon annan.
receipt-keep = Spara numret och koden
receipt-secret = Kod
receipt-shared = Klart.
receipt-copied = Kopierat. Klistra in det där du hittar det igen.
receipt-by-mail = Svara mig via e-post
receipt-other-ways = Andra sätt att nå dem
receipt-not-copied = Det gick inte att kopiera. Skriv upp numret och koden.
receipt-in-words = Fråga { $number }, kod { $secret }, till { $function }. Svar senast { $moment }. Fortsätt här: { $address }

# Files that an agent has asked for, or sends.
file-asked = Ber om en fil
file-asked-how = Välj ”Bifoga fil” där du skriver.
file-attach = Bifoga fil
file-limits = Bild (JPEG, PNG, WebP), PDF, DOCX eller ODT. Högst { $most } MB.
file-sending = Skickar { $name }
file-progress = { $percent } % av { $size }
file-again = Kontakten bröts. Vi försöker igen…
file-stop = Avbryt
file-stopped-sending = { $name } skickas inte.
file-sent = { $name } är skickad.
file-failed = { $name } kunde inte skickas. { $problem }
file-empty = Filen är tom. Välj en annan.
file-kind = Den sortens fil kan vi inte ta emot. Välj en bild (JPEG, PNG, WebP), PDF, DOCX eller ODT.
file-too-large = Filen är för stor. Den får vara högst { $most } MB. Välj en mindre fil.
file-checking = Kontrolleras mot virus. Den går snart att hämta.
file-ready = Klar att hämta
file-stopped = Stoppad av virusskyddet och borttagen
file-get = Hämta
file-getting = Hämtas…
file-got = Hämtad

# How to reach a function.
contact-phone = Telefon:
contact-email = E-post:
contact-visit = Besök: { $address }

# A moment: a day such as `tisdag 24 november` and a time.
date-moment = { $day } kl.{"\u00A0"}{ $time }
date-today = i dag
date-tomorrow = i morgon

# What the system says in a conversation.
system-claimed = { $name } på { $function } har tagit din fråga.
system-released = Din fråga väntar hos { $function } igen.
system-transferred = Din fråga har gått vidare till { $function }.
system-returned-to-bot = { $name } har lämnat chatten. Nu svarar boten igen.
system-closed = { $name } har avslutat din fråga. Skriv här om du undrar något mer.
system-joined = Din fråga { $number } fortsätter under nummer { $other } hos { $function }. Svaret kommer här, som förut. Ditt eget nummer och din kod gäller fortfarande.
system-reopened = Fråga { $number } är öppen igen. Den väntar hos { $function }. Du får svar senast { $moment }.
system-reopened-with = { $name } på { $function } har fått din fråga { $number } igen. Du får svar senast { $moment }.
system-withdrawn = Du har tagit tillbaka fråga { $number }. Skriv här om du undrar något mer.
system-file = Fil: { $name }
system-file-stopped = Filen ”{ $name }” stoppades av virusskyddet och har tagits bort. Skicka den inte igen.
system-receipt = Din fråga har gått till { $function }. Du får svar senast { $moment }.
system-status-taken = Din fråga { $number } är hos { $function }. En handläggare har tagit den. Du får svar senast { $moment }.
system-status-waiting = Din fråga { $number } är hos { $function }. Den väntar på en handläggare. Du får svar senast { $moment }.
system-moment = { $day } klockan { $time }

# The dialog in which one gives an address for answers.
page-by-mail = Svara mig via e-post
chat-mail-first = Skriv din fråga i chatten först. Sedan kan du få svaret via e-post.
chat-mail-none = När en människa svarar och du har lämnat chatten skickar vi svaret till din e-post.
chat-mail-waiting = Vi har skickat en länk till { $address }. Öppna den och bekräfta adressen. Länken gäller i 24 timmar. Ser du inget brev, titta i skräpposten.
chat-mail-confirmed = Svaren skickas till { $address } när du har lämnat chatten.
chat-mail-removed = Adressen är borttagen. Svaren kommer bara i chatten.
page-mail-title = Svar via e-post
page-mail-address = Din e-postadress
page-mail-send = Skicka länken
page-mail-remove = Ta bort adressen
page-mail-close = Stäng

# What is told in the conversation about mail.
system-mail-on = Svar skickas också via e-post till { $address }.
system-mail-off = Svar skickas inte längre via e-post.

# Letters, and the pages that their links lead to.
mail-confirm-subject = Bekräfta din e-postadress
mail-confirm-text =
    Hej!

    Någon har angett den här adressen i kommunens chatt för föreningar, för att få svar via e-post.

    Var det du? Bekräfta adressen här:
    { $link }

    Länken gäller i 24 timmar. Var det inte du behöver du inte göra något. Då skickar vi inget mer.

    Det går inte att svara på det här brevet.
mail-answer-subject = Svar på din fråga { $number }
mail-answer-text =
    Hej!

    { $function } har svarat på din fråga { $number }.

    { $words }

    Vill du läsa hela samtalet eller skriva tillbaka? Öppna chatten:
    { $link }

    På enheten där du ställde frågan öppnas samtalet direkt. På en annan behöver du numret { $number } och koden från ditt kvitto. Har du ingen kod, börja en ny chatt och skriv numret.

    { $ending }
mail-answer-no-reply = Det går inte att svara på det här brevet.
mail-answer-reply =
    Du kan också svara på det här brevet. Det du skriver kommer in i samtalet. Bifogade filer kommer inte med.
mail-answer-above = Skriv ditt svar ovanför den här raden.
mail-back-subject = Ditt brev kom inte in i samtalet
mail-back-empty =
    Hej!

    Vi hittade inga nya ord i ditt brev. Skriv ditt svar överst i brevet, ovanför det du svarar på, och skicka det igen.
mail-back-long =
    Hej!

    Ditt brev är för långt för samtalet. Skriv kortare och skicka det igen.
mail-back-files =
    Hej!

    Det du skrev har kommit in i samtalet, men inte filerna i brevet. Behöver vi dem ber handläggaren om dem i chatten, och då kan du skicka dem där.
mail-answer-in-chat = Svaret går att läsa i chatten.
mail-gap-subject = Nu finns det ett svar på din fråga
mail-gap-text =
    Hej!

    Du frågade: { $question }

    Då hade vi inget svar som stod klart. Nu finns det: { $title }

    { $words }

    Läs hela svaret eller fråga mer i chatten:
    { $link }

    Det går inte att svara på det här brevet.
mail-transcript-subject = Din chatt med kommunen
mail-transcript-text =
    Hej!

    Här är din chatt, som text och som PDF. Du bad om den i chatten.
mail-page-title = Bekräfta e-postadressen
mail-page-ask = Vill du få svar på din fråga till den här e-postadressen?
mail-page-confirm = Ja, bekräfta adressen
mail-page-done = Adressen är bekräftad
mail-page-done-text = När en människa svarar och du har lämnat chatten kommer svaret till din e-post. Du kan stänga den här sidan.
mail-page-gone = Länken gäller inte längre
mail-page-gone-text = Den kan vara för gammal eller redan använd. Öppna chatten och välj Svara mig via e-post i menyn. Där ser du om adressen är bekräftad, och kan få en ny länk.
mail-page-chat = Till chatten
# Coming back, taking along, erasing
page-keep-text = Spara som text
page-keep-pdf = Spara som PDF
page-keep-mail = Skicka chatten till min e-post
page-return = Fortsätt en tidigare fråga
page-return-text = Skriv numret och koden som står på kvittot.
page-return-secret = Kod
page-return-replaces = Den här enheten har redan en chatt. Den försvinner härifrån, och det du inte har skickat tas bort.
page-return-yes = Fortsätt frågan
page-return-no = Avbryt
page-erase = Radera chatten
page-erase-title = Radera chatten?
page-erase-goes = Allt som är skrivet här raderas hos kommunen. Har du en fråga som inte är besvarad tas den tillbaka, och ingen svarar på den.
page-erase-stays = Har en människa fått din fråga är den en allmän handling. Då sparar kommunen numret, vem som hade frågan, när och hur den slutade. Inte vad som skrevs.
page-erase-cases = Har frågan blivit ett ärende någon annanstans, till exempel en ansökan, finns det kvar där.
page-erase-final = Det går inte att ångra.
page-erase-yes = Radera
page-erase-no = Behåll chatten
return-erased = Chatten är raderad.
return-back = Här är din fråga.
return-saved = Filen är sparad.
return-mailed = Chatten är på väg till din e-post.
return-out-of-reach = Vi når inte servern just nu. Försök igen om en stund.
return-elsewhere = Det här skrevs i en annan chatt.
system-transcript = Samtal om föreningar
system-saved = Sparat
system-source = Källa
system-page = Sida
system-missing-characters = Vissa tecken kan inte visas i PDF. Spara som text, så kommer alla med.
# When something that was sent cannot be taken, and the page that tells it.
page-refused = Det gick inte
page-to-chat = Till chatten
error-wrong-fields = Något stämmer inte med { $names }. Ladda om sidan och försök igen.
error-not-from-here = Öppna formuläret på nytt och skicka frågan därifrån.
error-cross-site = Öppna sidan i en ny flik och försök igen.
error-no-page = Sidan finns inte. Kontrollera adressen.
error-refused = Det gick inte. Gå tillbaka, ladda om sidan och försök igen.
error-too-much = Det var för mycket på en gång. Skriv kortare.
error-wrong-content = Innehållet har fel format. Skicka det som JSON.
error-too-many-fields = Formuläret har för många fält. Öppna sidan på nytt.
error-nothing-written = Skriv något först.
error-message-too-long = Meddelandet är för långt. Skriv högst { $longest } tecken.
error-not-a-number = Numret att läsa från är inte ett tal.

# What the bot says around articles.
bot-which = Jag är inte säker på vad du menar. Är det något av detta?
bot-none-fits = Inget av dessa
bot-helped = Ja, det hjälpte
bot-not-helped = Nej, jag vill fråga en människa
bot-propose = Lämna ett förslag till kommunen
bot-to-person = Skicka frågan till en människa
bot-outside = Det här verkar inte gälla föreningar. { $function } svarar på sådana frågor och hjälper dig vidare.
bot-not-in-your-language = Den här texten finns inte på svenska än.

# The plain pages: a question in a form, and its answer
page-places = Andra sidor
page-ask-title = Ställ en fråga i ett formulär
page-ask-intro = En människa hos { $municipality } svarar på din fråga. Du får ett nummer och en kod, och läser svaret med dem. Det behövs inget konto.
page-ask-kept = Det du skriver sparas hos kommunen i { $days } dagar. Skriv inte personnummer.
page-ask-question = Din fråga
page-ask-question-hint = Högst { $longest } tecken.
page-ask-topic = Vad gäller frågan? (frivilligt)
page-ask-topic-none = Jag vet inte
page-ask-topic-association = Starta eller driva förening
page-ask-association = Föreningens namn (frivilligt)
page-ask-email = Din e-postadress (frivilligt)
page-ask-email-hint = Vi skickar först en länk dit. När du har bekräftat adressen kommer svaret också via e-post.
page-ask-send = Skicka frågan
page-ask-not-sent = Frågan är inte skickad.
page-ask-question-missing = Skriv din fråga.
page-ask-question-long = Frågan är för lång. Skriv högst { $longest } tecken; nu är det { $length }.
page-ask-association-long = Föreningens namn är för långt. Skriv högst { $longest } tecken.
page-ask-email-wrong = E-postadressen stämmer inte. Skriv den som namn@exempel.se, eller lämna fältet tomt.
page-ask-too-often = Det gick för fort. Det du har skrivit står kvar. Vänta en minut och skicka igen.
page-ask-answered = En människa svarar dig. Svaret läser du här på webbplatsen, med numret och koden.
page-ask-write-down = Skriv upp numret och koden nu. Koden visas bara på den här sidan. Visa den inte för någon annan.
page-ask-email-sent = Du får en länk till { $address }. Öppna den och bekräfta adressen, så kommer svaret också dit.
page-ask-read = Läs svaret med nummer och kod
page-ask-chat = Öppna frågan i chatten (behöver JavaScript)
page-read-title = Läs svaret på din fråga
page-read-heading = Din fråga
page-read-show = Visa
page-read-anew = Se efter om det har kommit något nytt
page-read-wrong = Numret och koden hör inte ihop. Se efter på kvittot och försök igen.
page-read-too-often = Det gick för fort. Vänta en minut och försök igen.
page-read-in-chat = En fil. Den går att hämta i chatten.
page-read-more = Vill du skriva mer? Ställ en ny fråga och skriv att den hör till { $number }.
page-overlooked = Öppna frågor hos kommunens handläggare just nu: { $open }. Har väntat längre än utlovat: { $late }, och av dem har servicecenter fått över: { $escalated }. Förbisedda frågor: { $overlooked }.

# The accessibility statement
page-access = Tillgänglighet
page-access-title = Tillgänglighet för chatten Fråga om föreningar
page-access-who = { $municipality } ansvarar för chatten. Vi vill att alla ska kunna använda den. Här står hur den följer lagen (2018:1937) om tillgänglighet till digital offentlig service, vilka brister vi känner till och hur du berättar om fler.
page-access-level-title = Hur tillgänglig är chatten?
page-access-level = Chatten är delvis förenlig med lagen. Vi mäter mot WCAG 2.2, nivå AA. Bristerna står längre ner.
page-access-met-title = Det här fungerar
page-access-met-keys = Allt går att göra med enbart tangentbord, och det syns var du är.
page-access-met-sight = Sidorna får plats på skärmar från 320 bildpunkters bredd. Texten har tillräcklig kontrast, i ljusa och mörka färger.
page-access-met-aloud = Nya meddelanden och fel är märkta så att skärmläsare kan läsa upp dem. Fel säger vad du kan göra.
page-access-met-plain = Utan JavaScript kan du ställa din fråga i ett formulär och läsa svaret.
page-access-not-title = Det här fungerar inte, eller är inte prövat
page-access-not-answers = De flesta svar finns bara på svenska och inte på lättläst. Svaren är kommunens egna texter, och alla är inte översatta.
page-access-not-files = Filer som människor skickar i chatten kan ha brister. Vi kan inte ändra dem.
page-access-not-tried = Chatten är inte prövad med skärmläsare eller röststyrning, och inte av personer med funktionsnedsättning. Där kan finnas brister som vi inte känner till.
page-access-how-title = Så har vi prövat
page-access-how = Utvecklarna har själva prövat sidorna (självskattning), senast den { $day }: med verktyget axe-core i webbläsaren Chromium, i tre bredder och i ljusa och mörka färger, och med enbart tangentbord. Ingen utomstående har granskat chatten.
page-access-report-title = Hittar du ett hinder?
page-access-report = Berätta för oss, eller be att få något på ett annat sätt. En människa svarar.
page-access-contact = Du kan också vända dig till { $function }:
page-access-no-contact = Telefonnummer och e-post till kommunen står på kommunens webbplats.
page-access-digg-title = Tillsyn
page-access-digg = Myndigheten för digital förvaltning, Digg, har tillsyn över lagen. Är du inte nöjd med vårt svar kan du anmäla det till Digg.
page-access-digg-link = Anmäl bristande tillgänglighet till Digg
page-access-updated = Uppdaterad den { $day }.
# What the bot says by itself, named in bot/domain/replies.yml.
bot-greet = Hej! Fråga om bidrag, lokaler eller samarbete, med dina egna ord.
bot-goodbye = Hej då. Du kan komma tillbaka hit och skriva när du vill.
bot-thank = Varsågod. Skriv om du undrar något mer.
bot-ask-more = Skriv gärna vad du undrar, så letar jag efter svaret.
bot-glad = Vad bra. Skriv om du undrar något mer.
bot-is-a-bot = Ja, jag är en bot. Jag svarar med kommunens egna texter. Skriv ”jag vill prata med en människa” när du hellre vill det.
bot-ask-association = Medan du väntar: vilken förening gäller det? Skriv ”hoppa över” om du inte vill svara.
bot-ask-organisation-number = Vilket organisationsnummer har föreningen? Det har tio siffror. Skriv ”hoppa över” om du inte vet.
bot-ask-contact = Hur når vi dig om du har lämnat chatten? Skriv e-post eller telefonnummer, eller ”hoppa över”.
bot-ask-idea = Vad vill ni göra? Beskriv idén med några meningar.
bot-ask-for-whom = Vilka är idén till för?
bot-ask-municipal-part = Vilken del av kommunen vill ni göra det med, till exempel en skola eller äldreomsorgen?
bot-details-kept = Tack, det är sparat tillsammans med din fråga. Du får svar här i chatten.
bot-noted = Det går bra. Din fråga är hos rätt funktion, och du får svar här i chatten.
bot-wrong-organisation-number = Det numret stämmer inte. Ett organisationsnummer har tio siffror, till exempel 802412-3450. Kontrollera siffrorna, eller skriv ”hoppa över”.
bot-wrong-contact = Jag hittar ingen e-postadress och inget telefonnummer i det du skrev.
# What went wrong, and what to do.
error-choice-not-offered = Det valet finns inte i den här chatten.
error-wrong-number-or-secret = Numret och koden hör inte ihop. Se efter på kvittot och försök igen.
error-conversation-gone = Konversationen finns inte. Starta en ny.
error-too-often = Det gick för fort. Vänta en minut och försök igen.
error-our-fault = Något gick fel hos oss. Försök igen om en stund.
error-file-not-asked = Filer kan skickas när en handläggare har bett om det. Skriv i chatten.
error-file-gone = Filen finns inte kvar.
error-file-checking = Filen kontrolleras. Vänta en stund och försök igen.
error-too-many-files = Det går inte att skicka fler filer nu. Skriv till handläggaren.
error-file-too-large = Filen är för stor. Den får vara högst { $given } MB. Välj en mindre fil.
error-no-address = Det är inte en e-postadress. Kontrollera den och försök igen.
error-mail-is-off = Här skickas ingen e-post. Svaret kommer i chatten.
error-address-not-confirmed = Lämna din e-postadress här och bekräfta den i brevet. Försök sedan igen.
error-too-many-letters = Vi har redan skickat flera länkar. Leta i skräpposten, eller försök igen i morgon.
error-too-long = Chatten är för lång för en PDF. Spara den som text i stället.

# Who answers for what

page-who-title = Vem svarar på vad?
page-who-intro = Här står vem på { $municipality } som svarar på föreningars frågor. Är du osäker? Fråga i chatten, så kommer din fråga till rätt funktion.
page-who-ask = Fråga i chatten
page-who-topics = Vad gäller din fråga?
page-who-grants = Bidrag
page-who-booking = Lokaler och bokning
page-who-cooperation = Samarbete med kommunen
page-who-association = Att starta och driva förening
page-who-other = Annat
page-who-type-sport = idrottsföreningar
page-who-type-culture = kulturföreningar
page-who-type-youth = föreningar för barn och unga
page-who-type-pensioners = pensionärsföreningar
page-who-type-disability = funktionsrättsföreningar
page-who-type-social = föreningar för socialt stöd och hjälp
page-who-type-study = studieförbund
page-who-type-environment = miljöföreningar
page-who-type-other = andra slags föreningar
page-who-type-any = alla föreningar
page-who-type-rest = om det inte är klart vilket slags förening
page-who-functions = De som svarar
page-who-only-confirmed = Telefonnummer och adresser står här först när kommunen har bekräftat dem. Annat som inte är bekräftat är märkt.
page-who-holidays = Helgdagar och midsommarafton, julafton och nyårsafton är det stängt.
page-who-unconfirmed = inte bekräftat av kommunen ännu
page-who-committee = Nämnd
page-who-hours = Öppettider
page-who-closed = Stängt { $day }
page-who-phone = Telefon
page-who-email = E-post
page-who-visit = Besök
page-who-reach = Kontakt
page-who-by-chat = I chatten. Andra kontaktvägar är inte bekräftade ännu.
page-who-languages = Svarar på
page-who-target = Svar inom
page-who-hours-to-answer = { $hours } arbetstimmar
page-who-deputy = Svarar i stället vid frånvaro
