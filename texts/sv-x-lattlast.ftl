# The chat's page, as the server writes it.
page-title = Fråga om föreningar – { $municipality }
page-heading = Fråga om föreningar
page-menu = Meny
page-close = Stäng chatten
page-start-anew = Börja om
page-language = Språk
page-log = Chatten
page-bot-of = Bot hos { $municipality }
page-notice = Hej! Jag är en bot. Det betyder att jag är ett datorprogram. Jag arbetar för { $municipality }. Du kan fråga mig om bidrag, lokaler och samarbete. Jag svarar med texter från kommunen. Vill du prata med en människa? Skriv det till mig. Kommunen sparar det du skriver i { $days } dagar. Skriv inte ditt personnummer.
page-no-script = Chatten fungerar inte i din webbläsare. Du kan skriva din fråga i ett formulär. En människa svarar.
page-what = Vad vill du fråga om?
page-grants = Få pengar till föreningen
page-grants-question = Vilka bidrag kan vår förening söka?
page-booking = Boka en lokal
page-booking-question = Hur bokar vi en lokal?
page-cooperation = Göra något med kommunen
page-cooperation-question = Hur föreslår vi ett samarbete med kommunen?
page-association = Starta en förening
page-association-question = Hur startar vi en förening?
page-bot-writes = Boten skriver
page-new-message = Nytt meddelande
page-person = Prata med en människa
page-write = Skriv här
page-write-here = Skriv din fråga
page-send = Skicka
page-my-question = Se din fråga
page-question = Fråga
page-withdraw = Jag vill inte ha svar
page-survey = Fick ni hjälp?
page-survey-yes = Ja
page-survey-partly = Lite
page-survey-no = Nej
page-withdraw-title = Vill du inte ha svar?
page-withdraw-text = Då är frågan slut. Ingen svarar på den.
page-withdraw-yes = Nej, jag vill inte ha svar
page-withdraw-no = Jo, jag vill ha svar
page-anew-title = Vill du börja om?
page-anew-text = Då försvinner chatten härifrån. Har du fått ett nummer? Skriv upp numret först. Då kan kommunen hitta din fråga.
page-anew-yes = Ja, börja om
page-anew-no = Nej, fortsätt här

# How it goes with the chat.
chat-a-person = Jag vill prata med en människa
chat-lost = Din gamla chatt finns inte kvar. Här börjar en ny.
chat-you = Du
chat-bot = Bot
chat-system = System
chat-agent = { $name }, { $function }
chat-with-bot = Boten svarar
chat-waiting = Vänta. En människa svarar snart.
chat-with-person = Du pratar med en människa
chat-with = Du pratar med { $name }
chat-survey-thanks = Tack för svaret.
chat-closed = Chatten är slut
chat-reconnecting = Ingen kontakt. Vi försöker igen…
chat-out-of-reach = Det går inte att skicka just nu. Vänta en stund. Försök sedan igen.
chat-writes = { $name } skriver till dig…
chat-seen = Läst
chat-there = Har kommit fram
chat-open = { $function } har öppet till { $time }
chat-open-likely = { $function } har nog öppet till { $time }
chat-shut = { $function } har stängt. De öppnar { $moment }
chat-shut-likely = { $function } har stängt. De öppnar nog { $moment }
chat-ahead = { $ahead } frågor är före din.
chat-next = Snart är det din tur.
chat-answer-by = Du får svar senast { $moment }.
chat-late = Svaret är sent. Din fråga finns kvar. Du får svar.
chat-waits-with = Din fråga väntar hos { $function }.
chat-has-it = { $name } har din fråga.
chat-sending = Skickar…
chat-not-sent-yet = Det är inte skickat än. Vi försöker igen.
chat-sent = Skickat
chat-failed = Det gick inte att skicka. { $problem }
chat-retry = Försök igen
chat-send-here = Skicka här
chat-drop = Ta bort
chat-too-long = Texten är för lång. Du får skriva { $longest } tecken. Du har skrivit { $length }.

# What stands around an answer.
answer-helped = Fick du svar på din fråga?
answer-choices = Välj ett svar
answer-more = Läs mer
answer-more-about = om { $title }
answer-unconfirmed = Det är inte säkert att allt stämmer. Kommunen har inte kontrollerat texten än. Fråga { $function } om du vill vara säker.
answer-source = Texten kommer från:
answer-function = De vet mer: { $function }
answer-reviewed = Kontrollerad { $day }
answer-new-tab = (öppnas i en ny flik)

# The receipt of a question that a person answers.
receipt-title = Vi har fått din fråga
receipt-person-answers = En människa svarar dig här.
receipt-number = Nummer
receipt-function = De svarar
receipt-answer-by = Du får svar senast
receipt-closed = De har stängt nu. De läser din fråga när de öppnar.
receipt-keep-why = Spara numret och koden. Då kan du komma tillbaka hit. Visa inte koden för andra.
receipt-keep = Spara numret och koden
receipt-secret = Kod
receipt-shared = Klart.
receipt-copied = Numret är kopierat. Klistra in det där du hittar det igen.
receipt-by-mail = Få svar med e-post
receipt-other-ways = Så når du dem på andra sätt
receipt-not-copied = Det gick inte att kopiera. Skriv upp numret och koden.
receipt-in-words = Fråga { $number }. Kod { $secret }. Frågan är hos { $function }. Du får svar senast { $moment }. Fortsätt här: { $address }

# Files that an agent has asked for, or sends.
file-asked = Vill ha en fil av dig
file-asked-how = Tryck på ”Skicka en fil” där du skriver.
file-attach = Skicka en fil
file-limits = Du kan skicka en bild eller ett dokument (JPEG, PNG, WebP, PDF, DOCX, ODT). Filen får vara { $most } MB.
file-sending = Skickar { $name }
file-progress = { $percent } % av { $size }
file-again = Ingen kontakt. Vi försöker igen…
file-stop = Sluta skicka
file-stopped-sending = { $name } skickas inte.
file-sent = { $name } är skickad.
file-failed = Det gick inte att skicka { $name }. { $problem }
file-empty = Filen är tom. Välj en annan fil.
file-kind = Vi kan inte ta emot den filen. Välj en bild eller ett dokument (JPEG, PNG, WebP, PDF, DOCX, ODT).
file-too-large = Filen är för stor. Den får vara { $most } MB. Välj en mindre fil.
file-checking = Vi letar efter virus i filen. Vänta en stund.
file-ready = Du kan hämta filen
file-stopped = Det var virus i filen. Den är borttagen.
file-get = Hämta
file-getting = Hämtar…
file-got = Filen är hämtad

# How to reach a function.
contact-phone = Telefon:
contact-email = E-post:
contact-visit = Adress: { $address }

# A moment: a day such as `tisdag 24 november` and a time.
date-moment = { $day } klockan{"\u00A0"}{ $time }
date-today = i dag
date-tomorrow = i morgon

# What the system says in a conversation.
system-claimed = { $name } läser din fråga nu. { $name } arbetar här: { $function }.
system-released = Din fråga väntar igen. De ska svara: { $function }.
system-transferred = Nu ska några andra svara på din fråga: { $function }.
system-returned-to-bot = { $name } har gått. Nu svarar boten igen.
system-closed = { $name } är klar med din fråga. Skriv här om du vill fråga mer.
system-joined = Din fråga { $number } fortsätter under ett annat nummer: { $other }. { $function } svarar dig här i chatten. Ditt eget nummer och din kod gäller fortfarande.
system-reopened = Vi har öppnat din fråga { $number } igen. Den väntar hos { $function }. Du får svar senast { $moment }.
system-reopened-with = { $name } på { $function } har fått din fråga { $number } igen. Du får svar senast { $moment }.
system-withdrawn = Du behöver inte svar på fråga { $number }. Skriv här om du undrar något mer.
system-file = Fil: { $name }
system-file-stopped = Det var virus i filen ”{ $name }”. Vi har tagit bort filen. Skicka den inte igen.
system-receipt = Vi har skickat din fråga vidare. De ska svara: { $function }. Du får svar senast { $moment }.
system-status-taken = Din fråga har nummer { $number }. De ska svara: { $function }. En människa arbetar med frågan. Du får svar senast { $moment }.
system-status-waiting = Din fråga har nummer { $number }. De ska svara: { $function }. Ingen har börjat med frågan än. Du får svar senast { $moment }.
system-moment = { $day } klockan { $time }

# The dialog in which one gives an address for answers.
page-by-mail = Få svar med e-post
chat-mail-first = Skriv din fråga först. Sedan kan du få svaret med e-post.
chat-mail-none = Skriv din e-postadress. Då får du svaret med e-post när du har lämnat chatten.
chat-mail-waiting = Vi har skickat ett brev till { $address }. Öppna länken i brevet. Gör det inom 24 timmar. Hittar du inte brevet? Titta i skräpposten.
chat-mail-confirmed = Du får svar till { $address } när du har lämnat chatten.
chat-mail-removed = Din adress är borttagen. Svaren kommer bara i chatten.
page-mail-title = Svar med e-post
page-mail-address = Din e-postadress
page-mail-send = Skicka länken
page-mail-remove = Ta bort adressen
page-mail-close = Stäng

# What is told in the conversation about mail.
system-mail-on = Du får också svar med e-post till { $address }.
system-mail-off = Du får inte längre svar med e-post.

# Letters, and the pages that their links lead to.
mail-confirm-subject = Bekräfta din e-postadress
mail-confirm-text =
    Hej!

    Någon har skrivit din e-postadress i kommunens chatt. Då kan svaren komma med e-post.

    Var det du? Öppna den här länken:
    { $link }

    Länken fungerar i 24 timmar.
    Var det inte du? Då behöver du inte göra något. Vi skickar inte fler brev.

    Du kan inte svara på det här brevet.
mail-answer-subject = Svar på din fråga { $number }
mail-answer-text =
    Hej!

    { $function } har svarat på din fråga { $number }.

    { $words }

    Vill du läsa allt eller skriva tillbaka? Öppna chatten:
    { $link }

    Använd gärna samma telefon eller dator som när du frågade.
    På en annan behöver du numret { $number } och koden från ditt kvitto.
    Har du ingen kod? Börja en ny chatt och skriv numret där.

    { $ending }
mail-answer-no-reply = Du kan inte svara på det här brevet.
mail-answer-reply =
    Du kan svara på det här brevet.
    Då ser vi ditt svar i chatten.
    Skicka inga filer. De kommer inte fram.
mail-answer-above = Skriv ditt svar ovanför den här raden.
mail-back-subject = Ditt brev kom inte fram till chatten
mail-back-empty =
    Hej!

    Vi hittade inget svar i ditt brev.
    Skriv ditt svar först i brevet.
    Skicka sedan brevet igen.
mail-back-long =
    Hej!

    Ditt brev är för långt.
    Skriv kortare.
    Skicka sedan brevet igen.
mail-back-files =
    Hej!

    Vi har fått ditt svar.
    Men filerna i brevet kom inte fram.
    Behöver vi filerna? Då ber vi om dem i chatten.
mail-answer-in-chat = Du kan läsa svaret i chatten.
mail-gap-subject = Nu finns ett svar till dig
mail-gap-text =
    Hej!

    Du frågade: { $question }

    Då hade vi inget bra svar.
    Nu finns ett svar. Det heter: { $title }

    { $words }

    Vill du läsa allt eller fråga mer? Öppna chatten:
    { $link }

    Du kan inte svara på det här brevet.
mail-transcript-subject = Din chatt med kommunen
mail-transcript-text =
    Hej!

    Här är din chatt.
    Du får den som text och som PDF.
mail-page-title = Bekräfta e-postadressen
mail-page-ask = Vill du få svar till den här e-postadressen?
mail-page-confirm = Ja, det vill jag
mail-page-done = Nu är det klart
mail-page-done-text = Du får svaret med e-post när du har lämnat chatten. Du kan stänga den här sidan.
mail-page-gone = Länken fungerar inte längre
mail-page-gone-text = Länken är för gammal eller redan använd. Öppna chatten. Välj Få svar med e-post i menyn. Där kan du få en ny länk.
mail-page-chat = Till chatten
# Coming back, taking along, erasing
page-keep-text = Spara som text
page-keep-pdf = Spara som PDF
page-keep-mail = Få chatten med e-post
page-return = Fortsätt en fråga
page-return-text = Skriv numret och koden. De står på ditt kvitto.
page-return-secret = Kod
page-return-replaces = Du har redan en chatt här. Den tas bort härifrån. Det du inte har skickat försvinner.
page-return-yes = Fortsätt
page-return-no = Avbryt
page-erase = Radera chatten
page-erase-title = Vill du radera chatten?
page-erase-goes = Kommunen tar bort allt som står här. Har du inte fått svar än? Då får du inget svar.
page-erase-stays = Har en människa fått din fråga? Då sparar kommunen numret och tiden. Kommunen sparar inte det du skrev.
page-erase-cases = Har du skickat en ansökan? Den finns kvar.
page-erase-final = Du kan inte ångra dig.
page-erase-yes = Radera
page-erase-no = Behåll chatten
return-erased = Chatten är raderad.
return-back = Här är din fråga.
return-saved = Filen är sparad.
return-mailed = Chatten kommer till din e-post.
return-out-of-reach = Vi når inte servern nu. Försök igen om en stund.
return-elsewhere = Du skrev det här i en annan chatt.
system-transcript = Samtal om föreningar
system-saved = Sparat
system-source = Källa
system-page = Sida
system-missing-characters = Alla tecken syns inte i PDF. Spara som text. Då får du med allt.
# When something that was sent cannot be taken, and the page that tells it.
page-refused = Det gick inte
page-to-chat = Till chatten
error-wrong-fields = Något är fel med { $names }. Ladda om sidan. Försök sedan igen.
error-not-from-here = Öppna formuläret igen. Skicka frågan därifrån.
error-cross-site = Öppna sidan i en ny flik. Försök sedan igen.
error-no-page = Sidan finns inte. Se efter om adressen är rätt.
error-refused = Det gick inte. Gå tillbaka och ladda om sidan. Försök sedan igen.
error-too-much = Det var för mycket text. Skriv kortare.
error-wrong-content = Innehållet är i fel format. Skicka det som JSON.
error-too-many-fields = Formuläret har för många fält. Öppna sidan en gång till.
error-nothing-written = Skriv något först.
error-message-too-long = Texten är för lång. Skriv högst { $longest } tecken.
error-not-a-number = Numret att läsa från är inte ett tal.

# What the bot says around articles.
bot-which = Jag förstår inte riktigt. Menar du något av detta?
bot-none-fits = Nej, inget av detta
bot-helped = Ja, jag fick svar
bot-not-helped = Nej, jag vill fråga en människa
bot-propose = Ge ett förslag till kommunen
bot-to-person = Skicka frågan till en människa
bot-outside = Jag kan bara svara på frågor om föreningar. De kan hjälpa dig: { $function }.
bot-not-in-your-language = Den här texten finns inte på svenska än.

# The plain pages: a question in a form, and its answer
page-places = Andra sidor
page-ask-title = Ställ en fråga i ett formulär
page-ask-intro = Skriv din fråga här. En människa hos { $municipality } svarar. Du får ett nummer och en kod. Med dem kan du läsa svaret.
page-ask-kept = Kommunen sparar det du skriver i { $days } dagar. Skriv inte ditt personnummer.
page-ask-question = Din fråga
page-ask-question-hint = Skriv högst { $longest } tecken.
page-ask-topic = Vad handlar frågan om? Du måste inte svara.
page-ask-topic-none = Jag vet inte
page-ask-topic-association = Starta eller sköta en förening
page-ask-association = Föreningens namn. Du måste inte svara.
page-ask-email = Din e-postadress. Du måste inte svara.
page-ask-email-hint = Vi skickar en länk till dig. Klicka på länken. Då får du svaret med e-post också.
page-ask-send = Skicka frågan
page-ask-not-sent = Frågan är inte skickad.
page-ask-question-missing = Skriv din fråga.
page-ask-question-long = Frågan är för lång. Du har skrivit { $length } tecken. Skriv högst { $longest }.
page-ask-association-long = Namnet är för långt. Skriv högst { $longest } tecken.
page-ask-email-wrong = E-postadressen är fel. Skriv så här: namn@exempel.se. Du kan också lämna rutan tom.
page-ask-too-often = Det gick för fort. Din text finns kvar. Vänta en minut. Skicka sedan igen.
page-ask-answered = En människa svarar dig. Du kan läsa svaret på den här webbplatsen. Då behöver du numret och koden.
page-ask-write-down = Skriv upp numret och koden nu. Koden finns bara på den här sidan. Visa inte koden för andra.
page-ask-email-sent = Vi skickar en länk till { $address }. Klicka på länken. Då får du svaret dit också.
page-ask-read = Läs svaret
page-ask-chat = Öppna frågan i chatten. Det går inte i alla webbläsare.
page-read-title = Läs svaret på din fråga
page-read-heading = Din fråga
page-read-show = Visa
page-read-anew = Se om det har kommit något nytt
page-read-wrong = Numret eller koden är fel. Titta på ditt kvitto. Försök igen.
page-read-too-often = Det gick för fort. Vänta en minut. Försök sedan igen.
page-read-in-chat = En fil. Du kan hämta den i chatten.
page-read-more = Vill du skriva mer? Ställ en ny fråga. Skriv numret { $number } i den.
page-overlooked = Öppna frågor hos kommunen just nu: { $open }. Frågor som har väntat för länge: { $late }. Så många av dem har gått till servicecenter: { $escalated }. Glömda frågor: { $overlooked }.

# The accessibility statement
page-access = Tillgänglighet
page-access-title = Kan alla använda chatten?
page-access-who = { $municipality } har ansvar för chatten. Vi vill att alla ska kunna använda den. Det finns en lag om det. Den heter lagen (2018:1937) om tillgänglighet till digital offentlig service. Här står vad som fungerar och vad som inte fungerar.
page-access-level-title = Följer chatten lagen?
page-access-level = Chatten är delvis förenlig med lagen. Det betyder att en del fungerar, men inte allt. Vi jämför med regler som heter WCAG 2.2, nivå AA.
page-access-met-title = Det här fungerar
page-access-met-keys = Du kan använda bara tangentbordet. Du ser var du är.
page-access-met-sight = Chatten fungerar på små skärmar. Det är lätt att se texten, i ljusa och mörka färger.
page-access-met-aloud = En skärmläsare kan läsa upp nya meddelanden. Blir något fel står det vad du kan göra.
page-access-met-plain = Fungerar inte chatten hos dig? Då kan du skriva i ett formulär.
page-access-not-title = Det här fungerar inte, eller så vet vi inte
page-access-not-answers = De flesta svar är på vanlig svenska. De finns inte på lättläst. De är kommunens egna texter.
page-access-not-files = Det kan vara svårt att läsa filer som människor skickar. Vi kan inte ändra dem.
page-access-not-tried = Vi har inte provat chatten med skärmläsare eller röststyrning. Personer med funktionsnedsättning har inte fått prova chatten. Där kan det finnas fel.
page-access-how-title = Så har vi provat
page-access-how = De som har gjort chatten har själva provat den. Det var den { $day }. De provade med verktyget axe-core i webbläsaren Chromium. De provade också med bara tangentbord. Ingen annan har granskat chatten.
page-access-report-title = Är något svårt att använda?
page-access-report = Berätta det för oss. Du kan också be om hjälp på ett annat sätt. En människa svarar.
page-access-contact = Du kan också fråga { $function }:
page-access-no-contact = Kommunens telefonnummer och e-post finns på kommunens webbplats.
page-access-digg-title = Vem kontrollerar?
page-access-digg = Digg är en myndighet. Digg kontrollerar att vi följer lagen. Är du inte nöjd med vårt svar? Då kan du berätta det för Digg.
page-access-digg-link = Anmäl till Digg
page-access-updated = Den här sidan ändrades den { $day }.
# What the bot says by itself, named in bot/domain/replies.yml.
bot-greet = Hej! Skriv din fråga. Du kan fråga om bidrag, lokaler och samarbete.
bot-goodbye = Hej då. Du kan komma tillbaka och skriva när du vill.
bot-thank = Varsågod. Skriv om du har fler frågor.
bot-ask-more = Skriv vad du vill veta. Då letar jag efter svaret.
bot-glad = Vad bra. Skriv om du har fler frågor.
bot-is-a-bot = Ja, jag är en bot. En bot är ett datorprogram. Jag svarar med texter från kommunen. Vill du prata med en människa? Skriv ”jag vill prata med en människa”.
bot-ask-association = Du väntar på svar. Vad heter din förening? Skriv ”hoppa över” om du inte vill svara.
bot-ask-organisation-number = Vilket organisationsnummer har föreningen? Numret har tio siffror. Skriv ”hoppa över” om du inte vet.
bot-ask-contact = Hur kan vi nå dig om du lämnar chatten? Skriv din e-post eller ditt telefonnummer. Skriv ”hoppa över” om du inte vill svara.
bot-ask-idea = Vad vill ni göra? Berätta med några meningar.
bot-ask-for-whom = Vem är er idé till för?
bot-ask-municipal-part = Vem i kommunen vill ni samarbeta med? Det kan vara en skola eller äldreomsorgen.
bot-details-kept = Tack. Nu är det sparat med din fråga. Du får svar här i chatten.
bot-noted = Det går bra. De som kan svara har fått din fråga. Du får svar här i chatten.
bot-wrong-organisation-number = Numret är inte rätt. Ett organisationsnummer har tio siffror, till exempel 802412-3450. Läs numret en gång till, eller skriv ”hoppa över”.
bot-wrong-contact = Jag hittar ingen e-post och inget telefonnummer i din text.
# What went wrong, and what to do.
error-choice-not-offered = Det valet finns inte i den här chatten.
error-wrong-number-or-secret = Numret eller koden är fel. Titta på kvittot. Försök sedan igen.
error-conversation-gone = Chatten finns inte kvar. Börja en ny chatt.
error-too-often = Det gick för fort. Vänta en minut. Försök sedan igen.
error-our-fault = Något gick fel hos oss. Vänta en stund. Försök sedan igen.
error-file-not-asked = Du kan bara skicka en fil om någon på kommunen har bett dig. Skriv i chatten i stället.
error-file-gone = Filen finns inte kvar.
error-file-checking = Vi letar efter virus i filen. Vänta en stund. Försök sedan igen.
error-too-many-files = Du kan inte skicka fler filer nu. Skriv i chatten i stället.
error-file-too-large = Filen är för stor. Den får vara { $given } MB. Välj en mindre fil.
error-no-address = Det är ingen e-postadress. Kontrollera den. Försök sedan igen.
error-mail-is-off = Vi kan inte skicka e-post. Du får svar i chatten.
error-address-not-confirmed = Skriv din e-postadress här. Öppna länken i brevet. Försök sedan igen.
error-too-many-letters = Vi har redan skickat flera länkar. Titta i skräpposten. Du kan försöka igen i morgon.
error-too-long = Chatten är för lång för en PDF. Spara den som text i stället.

# Who answers for what

page-who-title = Vem svarar på vad?
page-who-intro = Här ser du vem på { $municipality } som svarar. Vet du inte vem du ska fråga? Skriv i chatten. Då kommer din fråga rätt.
page-who-ask = Skriv i chatten
page-who-topics = Vad vill du fråga om?
page-who-grants = Bidrag (pengar till föreningar)
page-who-booking = Lokaler
page-who-cooperation = Samarbete med kommunen
page-who-association = Att starta eller ha en förening
page-who-other = Annat
page-who-type-sport = föreningar för idrott
page-who-type-culture = föreningar för kultur
page-who-type-youth = föreningar för barn och unga
page-who-type-pensioners = föreningar för pensionärer
page-who-type-disability = föreningar för personer med funktionsnedsättning
page-who-type-social = föreningar som hjälper människor som har det svårt
page-who-type-study = studieförbund
page-who-type-environment = föreningar för miljön
page-who-type-other = andra föreningar
page-who-type-any = alla föreningar
page-who-type-rest = om vi inte vet vad det är för förening
page-who-functions = De här svarar
page-who-only-confirmed = Kommunen måste kontrollera telefonnummer och adresser först. Sedan står de här. Annat som inte är kontrollerat har vi märkt.
page-who-holidays = Det är stängt på helgdagar. Det är också stängt på midsommarafton, julafton och nyårsafton.
page-who-unconfirmed = inte kontrollerat än
page-who-committee = Nämnd (politiker som bestämmer)
page-who-hours = Öppet
page-who-closed = Stängt { $day }
page-who-phone = Telefon
page-who-email = E-post
page-who-visit = Besök
page-who-reach = Kontakt
page-who-by-chat = Skriv i chatten. Telefon och e-post är inte kontrollerade än.
page-who-languages = Svarar på
page-who-target = Du får svar inom
page-who-hours-to-answer = { $hours } arbetstimmar
page-who-deputy = Om de är borta svarar
