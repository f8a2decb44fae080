# The chat's page, as the server writes it.
page-title = Kysy yhdistysasioista – { $municipality }
page-heading = Kysy yhdistysasioista
page-menu = Valikko
page-close = Sulje keskustelu
page-start-anew = Aloita uusi keskustelu
page-language = Kieli
page-log = Keskustelu
page-bot-of = Botti, { $municipality }
page-notice = Hei! Olen botti, ja palvelun tarjoaa { $municipality }. Vastaan yhdistysten kysymyksiin avustuksista, tiloista ja yhteistyöstä kunnan omilla teksteillä. Jos haluat mieluummin puhua ihmisen kanssa, kirjoita se. Kunta säilyttää sen, mitä kirjoitat, { $days } päivää. Älä kirjoita henkilötunnusta.
page-no-script = Keskustelu tarvitsee JavaScriptiä, joka on poissa käytöstä selaimessasi. Voit sen sijaan kysyä lomakkeella. Ihminen vastaa.
page-what = Mitä asiasi koskee?
page-grants = Hae avustusta
page-grants-question = Mitä avustuksia yhdistyksemme voi hakea?
page-booking = Varaa tila
page-booking-question = Miten varaamme tilan?
page-cooperation = Yhteistyö kunnan kanssa
page-cooperation-question = Miten ehdotamme yhteistyötä kunnan kanssa?
page-association = Perusta yhdistys
page-association-question = Miten perustamme yhdistyksen?
page-bot-writes = Botti kirjoittaa
page-new-message = Uusi viesti
page-person = Puhu ihmisen kanssa
page-write = Kirjoita viestisi
page-write-here = Kirjoita kysymyksesi
page-send = Lähetä
page-my-question = Näytä kysymyksesi
page-question = Kysymys
page-withdraw = En tarvitse enää vastausta
page-survey = Saitteko tarvitsemanne avun?
page-survey-yes = Kyllä
page-survey-partly = Osittain
page-survey-no = Emme
page-withdraw-title = Etkö tarvitse vastausta?
page-withdraw-text = Silloin kysymys suljetaan, eikä kukaan vastaa siihen.
page-withdraw-yes = Sulje kysymys
page-withdraw-no = Pidä kysymys
page-anew-title = Aloitetaanko uusi keskustelu?
page-anew-text = Tämä laite unohtaa nykyisen keskustelun. Jos olet saanut numeron, kysymys säilyy kunnassa. Tallenna numero ensin.
page-anew-yes = Aloita uusi
page-anew-no = Jatka tätä keskustelua

# How it goes with the chat.
chat-a-person = Haluan puhua ihmisen kanssa
chat-lost = Aiempaa keskusteluasi ei enää ole. Tästä alkaa uusi.
chat-you = Sinä
chat-bot = Botti
chat-system = Järjestelmä
chat-agent = { $name }, { $function }
chat-with-bot = Botti vastaa
chat-waiting = Odotetaan ihmistä
chat-with-person = Puhut ihmisen kanssa
chat-with = Puhut: { $name }
chat-survey-thanks = Kiitos vastauksesta.
chat-closed = Päättynyt
chat-reconnecting = Yhdistetään uudelleen…
chat-out-of-reach = Palvelimeen ei juuri nyt saada yhteyttä. Yritä hetken kuluttua uudelleen.
chat-writes = { $name } kirjoittaa…
chat-seen = Nähty
chat-there = Perillä
chat-open = { $function }: avoinna klo { $time } asti
chat-open-likely = { $function }: todennäköisesti avoinna klo { $time } asti
chat-shut = { $function }: suljettu, avataan { $moment }
chat-shut-likely = { $function }: suljettu, avataan todennäköisesti { $moment }
chat-ahead = Jonossa ennen sinua: { $ahead }.
chat-next = Olet seuraavana vuorossa.
chat-answer-by = Vastaus viimeistään { $moment }.
chat-late = Vastaus on myöhässä. Kysymys on tallessa, ja siihen vastataan.
chat-waits-with = Kysymys odottaa: { $function }.
chat-has-it = Kysymystä hoitaa { $name }.
chat-sending = Lähetetään…
chat-not-sent-yet = Ei vielä lähetetty. Yritämme edelleen.
chat-sent = Lähetetty
chat-failed = Lähetys ei onnistunut. { $problem }
chat-retry = Yritä uudelleen
chat-send-here = Lähetä tässä keskustelussa
chat-drop = Poista
chat-too-long = Teksti on liian pitkä. Kirjoita enintään { $longest } merkkiä; nyt niitä on { $length }.

# What stands around an answer.
answer-helped = Oliko vastauksesta apua?
answer-choices = Vastausvaihtoehdot
answer-more = Lue lisää
answer-more-about = aiheesta { $title }
answer-unconfirmed = Kunta ei ole vielä vahvistanut näitä tietoja. Tarkista ne, ennen kuin luotatte niihin. Vastuutaho: { $function }.
answer-source = Lähde:
answer-function = Vastuutaho: { $function }
answer-reviewed = Tarkistettu { $day }
answer-new-tab = (avautuu uuteen välilehteen)

# The receipt of a question that a person answers.
receipt-title = Kysymyksesi on vastaanotettu
receipt-person-answers = Ihminen vastaa sinulle tässä keskustelussa.
receipt-number = Numero
receipt-function = Vastaaja
receipt-answer-by = Vastaus viimeistään
receipt-closed = Nyt on suljettu. Kysymys odottaa, kunnes he avaavat.
receipt-keep-why = Säilytä molemmat: numero ja koodi. Niillä pääset takaisin tänne miltä tahansa laitteelta. Älä näytä koodia muille.
receipt-keep = Tallenna numero ja koodi
receipt-secret = Koodi
receipt-shared = Valmis.
receipt-copied = Kopioitu. Liitä se paikkaan, josta löydät sen taas.
receipt-by-mail = Vastatkaa sähköpostilla
receipt-other-ways = Muut yhteydenottotavat
receipt-not-copied = Kopiointi ei onnistunut. Kirjoita numero ja koodi muistiin.
receipt-in-words = Kysymys { $number }, koodi { $secret }, saaja { $function }. Vastaus viimeistään { $moment }. Jatka tästä: { $address }

# Files that an agent has asked for, or sends.
file-asked = Pyytää tiedostoa
file-asked-how = Valitse ”Liitä tiedosto” kirjoituskentän vierestä.
file-attach = Liitä tiedosto
file-limits = Kuva (JPEG, PNG, WebP), PDF, DOCX tai ODT. Enintään { $most } Mt.
file-sending = Lähetetään { $name }
file-progress = { $percent } % / { $size }
file-again = Yhteys katkesi. Yritämme uudelleen…
file-stop = Keskeytä
file-stopped-sending = Tiedostoa { $name } ei lähetetä.
file-sent = { $name } on lähetetty.
file-failed = Tiedoston { $name } lähetys ei onnistunut. { $problem }
file-empty = Tiedosto on tyhjä. Valitse toinen.
file-kind = Emme voi ottaa vastaan tällaista tiedostoa. Valitse kuva (JPEG, PNG, WebP), PDF, DOCX tai ODT.
file-too-large = Tiedosto on liian suuri. Se saa olla enintään { $most } Mt. Valitse pienempi tiedosto.
file-checking = Virustarkistus on kesken. Tiedoston voi pian ladata.
file-ready = Valmis ladattavaksi
file-stopped = Virustorjunta pysäytti ja poisti tiedoston
file-get = Lataa
file-getting = Ladataan…
file-got = Ladattu

# How to reach a function.
contact-phone = Puhelin:
contact-email = Sähköposti:
contact-visit = Käyntiosoite: { $address }

# A moment: a day such as `tisdag 24 november` and a time.
date-moment = { $day } klo{"\u00A0"}{ $time }
date-today = tänään
date-tomorrow = huomenna

# What the system says in a conversation.
system-claimed = { $name } ({ $function }) on ottanut kysymyksesi käsiteltäväksi.
system-released = Kysymyksesi odottaa taas. Vastaaja: { $function }.
system-transferred = Kysymyksesi on siirretty eteenpäin. Uusi vastaaja: { $function }.
system-returned-to-bot = { $name } on poistunut keskustelusta. Nyt botti vastaa taas.
system-closed = { $name } on päättänyt kysymyksesi käsittelyn. Kirjoita tähän, jos haluat kysyä lisää.
system-joined = Kysymyksesi { $number } jatkuu numerolla { $other }. Vastaaja: { $function }. Saat vastauksen tänne, kuten ennenkin. Oma numerosi ja koodisi ovat yhä voimassa.
system-reopened = Kysymys { $number } on taas avoinna. Vastaaja: { $function }. Saat vastauksen viimeistään: { $moment }.
system-reopened-with = Kysymys { $number } on taas avoinna. Vastaaja: { $name } ({ $function }). Saat vastauksen viimeistään: { $moment }.
system-withdrawn = Olet perunut kysymyksen { $number }. Kirjoita tähän, jos haluat kysyä muuta.
system-file = Tiedosto: { $name }
system-file-stopped = Virustorjunta pysäytti tiedoston ”{ $name }”, ja se on poistettu. Älä lähetä sitä uudelleen.
system-receipt = Kysymyksesi on välitetty eteenpäin. Vastaaja: { $function }. Saat vastauksen viimeistään: { $moment }.
system-status-taken = Kysymyksesi { $number } on käsittelijällä. Vastaaja: { $function }. Saat vastauksen viimeistään: { $moment }.
system-status-waiting = Kysymyksesi { $number } odottaa käsittelijää. Vastaaja: { $function }. Saat vastauksen viimeistään: { $moment }.
system-moment = { $day } klo { $time }

# The dialog in which one gives an address for answers.
page-by-mail = Vastatkaa sähköpostilla
chat-mail-first = Kirjoita kysymyksesi ensin chattiin. Sitten voit saada vastauksen sähköpostilla.
chat-mail-none = Kun ihminen vastaa ja olet poistunut chatista, lähetämme vastauksen sähköpostiisi.
chat-mail-waiting = Lähetimme linkin osoitteeseen { $address }. Avaa se ja vahvista osoite. Linkki on voimassa 24 tuntia. Jos et löydä viestiä, katso roskapostista.
chat-mail-confirmed = Vastaukset lähetetään osoitteeseen { $address }, kun olet poistunut chatista.
chat-mail-removed = Osoite on poistettu. Vastaukset tulevat vain chattiin.
page-mail-title = Vastaus sähköpostilla
page-mail-address = Sähköpostiosoitteesi
page-mail-send = Lähetä linkki
page-mail-remove = Poista osoite
page-mail-close = Sulje

# What is told in the conversation about mail.
system-mail-on = Vastaukset lähetetään myös sähköpostilla osoitteeseen { $address }.
system-mail-off = Vastauksia ei enää lähetetä sähköpostilla.

# Letters, and the pages that their links lead to.
mail-confirm-subject = Vahvista sähköpostiosoitteesi
mail-confirm-text =
    Hei!

    Joku on antanut tämän osoitteen kunnan yhdistyksille tarkoitetussa chatissa saadakseen vastaukset sähköpostilla.

    Olitko se sinä? Vahvista osoite tästä:
    { $link }

    Linkki on voimassa 24 tuntia. Jos se et ollut sinä, sinun ei tarvitse tehdä mitään. Emme lähetä enempää.

    Tähän viestiin ei voi vastata.
mail-answer-subject = Vastaus kysymykseesi { $number }
mail-answer-text =
    Hei!

    { $function } on vastannut kysymykseesi { $number }.

    { $words }

    Haluatko lukea koko keskustelun tai kirjoittaa takaisin? Avaa chatti:
    { $link }

    Laitteella, jolla kysyit, keskustelu avautuu heti. Toisella laitteella tarvitset numeron { $number } ja kuittisi koodin. Jos sinulla ei ole koodia, aloita uusi chatti ja kirjoita numero.

    { $ending }
mail-answer-no-reply = Tähän viestiin ei voi vastata.
mail-answer-reply =
    Voit myös vastata tähän viestiin. Se, mitä kirjoitat, tulee keskusteluun. Liitetiedostot eivät tule mukaan.
mail-answer-above = Kirjoita vastauksesi tämän rivin yläpuolelle.
mail-back-subject = Viestisi ei tullut keskusteluun
mail-back-empty =
    Hei!

    Emme löytäneet viestistäsi uutta tekstiä. Kirjoita vastauksesi viestin alkuun, sen yläpuolelle mihin vastaat, ja lähetä se uudelleen.
mail-back-long =
    Hei!

    Viestisi on liian pitkä keskusteluun. Kirjoita lyhyemmin ja lähetä se uudelleen.
mail-back-files =
    Hei!

    Se, mitä kirjoitit, on tullut keskusteluun, mutta viestin tiedostot eivät. Jos tarvitsemme niitä, pyydämme niitä chatissa, ja voit lähettää ne siellä.
mail-answer-in-chat = Voit lukea vastauksen chatissa.
mail-gap-subject = Kysymykseesi on nyt vastaus
mail-gap-text =
    Hei!

    Kysyit: { $question }

    Silloin meillä ei ollut selvää vastausta. Nyt se on: { $title }

    { $words }

    Lue koko vastaus tai kysy lisää chatissa:
    { $link }

    Tähän viestiin ei voi vastata.
mail-transcript-subject = Keskustelusi kunnan kanssa
mail-transcript-text =
    Hei!

    Tässä on keskustelusi tekstinä ja PDF-tiedostona. Pyysit sitä chatissa.
mail-page-title = Vahvista sähköpostiosoite
mail-page-ask = Haluatko vastauksen kysymykseesi tähän sähköpostiosoitteeseen?
mail-page-confirm = Kyllä, vahvista osoite
mail-page-done = Osoite on vahvistettu
mail-page-done-text = Kun ihminen vastaa ja olet poistunut chatista, vastaus tulee sähköpostiisi. Voit sulkea tämän sivun.
mail-page-gone = Linkki ei ole enää voimassa
mail-page-gone-text = Se voi olla liian vanha tai jo käytetty. Avaa chatti ja valitse valikosta Vastatkaa sähköpostilla. Siellä näet, onko osoite vahvistettu, ja voit saada uuden linkin.
mail-page-chat = Chattiin
# Coming back, taking along, erasing
page-keep-text = Tallenna tekstinä
page-keep-pdf = Tallenna PDF-tiedostona
page-keep-mail = Lähetä keskustelu sähköpostiini
page-return = Jatka aiempaa kysymystä
page-return-text = Kirjoita kuitissa olevat numero ja koodi.
page-return-secret = Koodi
page-return-replaces = Tällä laitteella on jo keskustelu. Se poistetaan tältä laitteelta, samoin kaikki, mitä et ole lähettänyt.
page-return-yes = Jatka kysymystä
page-return-no = Peruuta
page-erase = Poista keskustelu
page-erase-title = Poistetaanko keskustelu?
page-erase-goes = Kaikki tähän kirjoitettu poistetaan kunnasta. Jos kysymykseesi ei ole vielä vastattu, se perutaan, eikä siihen vastata.
page-erase-stays = Jos ihminen on saanut kysymyksesi, se on viranomaisen asiakirja. Silloin kunta säilyttää numeron, vastuutahon, ajat ja lopputuloksen. Ei sitä, mitä kirjoitettiin.
page-erase-cases = Jos kysymyksestä on tullut asia muualla, esimerkiksi hakemus, se säilyy siellä.
page-erase-final = Tätä ei voi perua.
page-erase-yes = Poista
page-erase-no = Säilytä keskustelu
return-erased = Keskustelu on poistettu.
return-back = Tässä on kysymyksesi.
return-saved = Tiedosto on tallennettu.
return-mailed = Keskustelu on matkalla sähköpostiisi.
return-out-of-reach = Emme saa juuri nyt yhteyttä palvelimeen. Yritä hetken kuluttua uudelleen.
return-elsewhere = Tämä kirjoitettiin toisessa keskustelussa.
system-transcript = Keskustelu yhdistysasioista
system-saved = Tallennettu
system-source = Lähde
system-page = Sivu
system-missing-characters = Kaikkia merkkejä ei voi näyttää PDF-tiedostossa. Tallenna tekstinä, niin saat ne kaikki.
# When something that was sent cannot be taken, and the page that tells it.
page-refused = Tämä ei onnistunut
page-to-chat = Chattiin
error-wrong-fields = Tiedoissa on virhe: { $names }. Lataa sivu uudelleen ja yritä vielä kerran.
error-not-from-here = Avaa lomake uudelleen ja lähetä kysymys siitä.
error-cross-site = Avaa sivu uudessa välilehdessä ja yritä uudelleen.
error-no-page = Sivua ei ole. Tarkista osoite.
error-refused = Tämä ei onnistunut. Palaa takaisin, lataa sivu uudelleen ja yritä vielä kerran.
error-too-much = Tekstiä oli liikaa kerralla. Kirjoita lyhyemmin.
error-wrong-content = Sisällön muoto on väärä. Lähetä se JSON-muodossa.
error-too-many-fields = Lomakkeessa on liian monta kenttää. Avaa sivu uudelleen.
error-nothing-written = Kirjoita ensin jotain.
error-message-too-long = Viesti on liian pitkä. Kirjoita enintään { $longest } merkkiä.
error-not-a-number = Kohta, josta luetaan, ei ole luku.

# What the bot says around articles.
bot-which = En ole varma, mitä tarkoitat. Onko se jokin näistä?
bot-none-fits = Ei mikään näistä
bot-helped = Kyllä, siitä oli apua
bot-not-helped = Ei, haluan kysyä ihmiseltä
bot-propose = Tee ehdotus kunnalle
bot-to-person = Lähetä kysymys ihmiselle
bot-outside = Tämä ei näytä koskevan yhdistyksiä. { $function } vastaa tällaisiin kysymyksiin ja auttaa sinua eteenpäin.
bot-not-in-your-language = Tätä tekstiä ei ole vielä suomeksi.

# The plain pages: a question in a form, and its answer
page-places = Muut sivut
page-ask-title = Kysy lomakkeella
page-ask-intro = Ihminen vastaa kysymykseesi. Vastaaja on { $municipality }. Saat numeron ja koodin, joilla voit lukea vastauksen. Et tarvitse tiliä.
page-ask-kept = Kunta säilyttää kirjoittamasi tekstin { $days } päivää. Älä kirjoita henkilötunnusta.
page-ask-question = Kysymyksesi
page-ask-question-hint = Enintään { $longest } merkkiä.
page-ask-topic = Mitä kysymys koskee? (vapaaehtoinen)
page-ask-topic-none = En tiedä
page-ask-topic-association = Yhdistyksen perustaminen tai toiminta
page-ask-association = Yhdistyksen nimi (vapaaehtoinen)
page-ask-email = Sähköpostiosoitteesi (vapaaehtoinen)
page-ask-email-hint = Lähetämme osoitteeseen ensin linkin. Kun olet vahvistanut osoitteen, vastaus tulee myös sähköpostilla.
page-ask-send = Lähetä kysymys
page-ask-not-sent = Kysymystä ei ole lähetetty.
page-ask-question-missing = Kirjoita kysymyksesi.
page-ask-question-long = Kysymys on liian pitkä. Kirjoita enintään { $longest } merkkiä; nyt niitä on { $length }.
page-ask-association-long = Yhdistyksen nimi on liian pitkä. Kirjoita enintään { $longest } merkkiä.
page-ask-email-wrong = Sähköpostiosoite ei kelpaa. Kirjoita se muodossa nimi@esimerkki.se tai jätä kenttä tyhjäksi.
page-ask-too-often = Se kävi liian nopeasti. Kirjoittamasi teksti on tallella. Odota minuutti ja lähetä uudelleen.
page-ask-answered = Ihminen vastaa sinulle. Luet vastauksen tällä sivustolla numerolla ja koodilla.
page-ask-write-down = Kirjoita numero ja koodi muistiin nyt. Koodi näkyy vain tällä sivulla. Älä näytä sitä muille.
page-ask-email-sent = Saat linkin osoitteeseen { $address }. Avaa se ja vahvista osoite, niin vastaus tulee myös sinne.
page-ask-read = Lue vastaus numerolla ja koodilla
page-ask-chat = Avaa kysymys keskustelussa (tarvitsee JavaScriptiä)
page-read-title = Lue vastaus kysymykseesi
page-read-heading = Kysymyksesi
page-read-show = Näytä
page-read-anew = Katso, onko tullut uutta
page-read-wrong = Numero ja koodi eivät kuulu yhteen. Tarkista ne kuitista ja yritä uudelleen.
page-read-too-often = Se kävi liian nopeasti. Odota minuutti ja yritä uudelleen.
page-read-in-chat = Tiedosto. Sen voi hakea keskustelussa.
page-read-more = Haluatko kirjoittaa lisää? Tee uusi kysymys ja kirjoita, että se liittyy numeroon { $number }.
page-overlooked = Avoimia kysymyksiä kunnan käsittelijöillä juuri nyt: { $open }. Luvattua pidempään odottaneita: { $late }, niistä palvelukeskukselle siirrettyjä: { $escalated }. Unohtuneita kysymyksiä: { $overlooked }.

# The accessibility statement
page-access = Saavutettavuus
page-access-title = Yhdistysasioiden keskustelun saavutettavuus
page-access-who = Keskustelusta vastaa { $municipality }. Haluamme, että kaikki voivat käyttää sitä. Tässä kerrotaan, miten keskustelu noudattaa Ruotsin lakia (2018:1937) digitaalisten julkisten palvelujen saavutettavuudesta, mitä puutteita tiedämme ja miten voit kertoa muista.
page-access-level-title = Miten saavutettava keskustelu on?
page-access-level = Keskustelu on osittain lain mukainen. Vertaamme sitä WCAG 2.2 -ohjeiston tasoon AA. Puutteet kerrotaan alempana.
page-access-met-title = Tämä toimii
page-access-met-keys = Kaiken voi tehdä pelkällä näppäimistöllä, ja kohdistus näkyy.
page-access-met-sight = Sivut mahtuvat näytölle, jonka leveys on vähintään 320 kuvapistettä. Tekstin kontrasti riittää vaaleissa ja tummissa väreissä.
page-access-met-aloud = Uudet viestit ja virheet on merkitty niin, että ruudunlukija voi lukea ne. Virheilmoitus kertoo, mitä voit tehdä.
page-access-met-plain = Ilman JavaScriptiä voit kysyä lomakkeella ja lukea vastauksen.
page-access-not-title = Tämä ei toimi tai sitä ei ole kokeiltu
page-access-not-answers = Useimmat vastaukset ovat vain ruotsiksi eivätkä selkokielellä. Ne ovat kunnan omia tekstejä, eikä kaikkia ole käännetty.
page-access-not-files = Keskustelussa lähetetyissä tiedostoissa voi olla puutteita. Emme voi muuttaa niitä.
page-access-not-tried = Keskustelua ei ole kokeiltu ruudunlukijalla tai puheohjauksella, eivätkä vammaiset henkilöt ole kokeilleet sitä. Puutteita voi olla, vaikka emme tiedä niistä.
page-access-how-title = Näin olemme kokeilleet
page-access-how = Kehittäjät ovat itse kokeilleet sivuja (itsearviointi), viimeksi { $day }: axe-core-työkalulla Chromium-selaimessa, kolmella leveydellä ja vaaleilla ja tummilla väreillä, sekä pelkällä näppäimistöllä. Kukaan ulkopuolinen ei ole arvioinut keskustelua.
page-access-report-title = Löysitkö esteen?
page-access-report = Kerro meille, tai pyydä jokin asia toisella tavalla. Ihminen vastaa.
page-access-contact = Voit myös ottaa yhteyttä. Yhteystaho on { $function }:
page-access-no-contact = Kunnan puhelinnumero ja sähköposti ovat kunnan verkkosivuilla.
page-access-digg-title = Valvonta
page-access-digg = Lakia valvoo Ruotsin digitaalihallinnon viranomainen Digg. Jos et ole tyytyväinen vastaukseemme, voit ilmoittaa siitä Diggille.
page-access-digg-link = Ilmoita saavutettavuuden puutteesta Diggille
page-access-updated = Päivitetty { $day }.
# What the bot says by itself, named in bot/domain/replies.yml.
bot-greet = Hei! Kysy omin sanoin avustuksista, tiloista tai yhteistyöstä.
bot-goodbye = Hei hei. Voit palata tänne ja kirjoittaa, milloin haluat.
bot-thank = Ole hyvä. Kirjoita, jos haluat kysyä jotain muuta.
bot-ask-more = Kirjoita, mitä haluat tietää, niin etsin vastauksen.
bot-glad = Hienoa. Kirjoita, jos haluat kysyä jotain muuta.
bot-is-a-bot = Kyllä, olen botti. Vastaan kunnan omilla teksteillä. Kirjoita ”haluan puhua ihmisen kanssa”, jos haluat mieluummin vastauksen ihmiseltä.
bot-ask-association = Odottaessasi: mitä yhdistystä asia koskee? Kirjoita ”ohita”, jos et halua vastata.
bot-ask-organisation-number = Mikä on yhdistyksen organisaationumero? Siinä on kymmenen numeroa. Kirjoita ”ohita”, jos et tiedä.
bot-ask-contact = Miten tavoitamme sinut, jos olet poistunut chatista? Kirjoita sähköpostiosoite tai puhelinnumero, tai ”ohita”.
bot-ask-idea = Mitä haluatte tehdä? Kuvaile ajatusta muutamalla lauseella.
bot-ask-for-whom = Kenelle ajatus on tarkoitettu?
bot-ask-municipal-part = Minkä kunnan osan kanssa haluatte tehdä sen, esimerkiksi koulun tai vanhustenhuollon?
bot-details-kept = Kiitos, tiedot on tallennettu kysymyksesi yhteyteen. Saat vastauksen täällä chatissa.
bot-noted = Selvä. Kysymyksesi on oikeassa paikassa, ja saat vastauksen täällä chatissa.
bot-wrong-organisation-number = Numero ei ole oikein. Organisaationumerossa on kymmenen numeroa, esimerkiksi 802412-3450. Tarkista numerot tai kirjoita ”ohita”.
bot-wrong-contact = En löydä kirjoittamastasi sähköpostiosoitetta enkä puhelinnumeroa.
# What went wrong, and what to do.
error-choice-not-offered = Tätä vaihtoehtoa ei ole tässä keskustelussa.
error-wrong-number-or-secret = Numero ja koodi eivät kuulu yhteen. Tarkista ne kuitista ja yritä uudelleen.
error-conversation-gone = Keskustelua ei ole. Aloita uusi.
error-too-often = Tuli liian monta yritystä. Odota minuutti ja yritä uudelleen.
error-our-fault = Meillä tapahtui virhe. Yritä hetken kuluttua uudelleen.
error-file-not-asked = Tiedostoja voi lähettää, kun käsittelijä on pyytänyt niitä. Kirjoita keskusteluun.
error-file-gone = Tiedostoa ei enää ole.
error-file-checking = Tiedostoa tarkistetaan. Odota hetki ja yritä uudelleen.
error-too-many-files = Enempää tiedostoja ei voi nyt lähettää. Kirjoita käsittelijälle.
error-file-too-large = Tiedosto on liian suuri. Se saa olla enintään { $given } Mt. Valitse pienempi tiedosto.
error-no-address = Tämä ei ole sähköpostiosoite. Tarkista se ja yritä uudelleen.
error-mail-is-off = Tästä palvelusta ei lähetetä sähköpostia. Vastaus tulee keskusteluun.
error-address-not-confirmed = Anna sähköpostiosoitteesi tässä ja vahvista se viestissä. Yritä sitten uudelleen.
error-too-many-letters = Olemme jo lähettäneet useita linkkejä. Katso roskapostista tai yritä huomenna uudelleen.
error-too-long = Keskustelu on liian pitkä PDF-tiedostoksi. Tallenna se tekstinä.

# Who answers for what

page-who-title = Kuka vastaa mistäkin?
page-who-intro = Tässä kerrotaan, kuka vastaa yhdistysten kysymyksiin: { $municipality }. Etkö ole varma? Kysy keskustelussa, niin kysymyksesi menee oikealle toiminnolle.
page-who-ask = Kysy keskustelussa
page-who-topics = Mitä kysymyksesi koskee?
page-who-grants = Avustukset
page-who-booking = Tilat ja varaukset
page-who-cooperation = Yhteistyö kunnan kanssa
page-who-association = Yhdistyksen perustaminen ja toiminta
page-who-other = Muut asiat
page-who-type-sport = urheiluyhdistykset
page-who-type-culture = kulttuuriyhdistykset
page-who-type-youth = lasten ja nuorten yhdistykset
page-who-type-pensioners = eläkeläisyhdistykset
page-who-type-disability = vammaisyhdistykset
page-who-type-social = sosiaalista tukea ja apua antavat yhdistykset
page-who-type-study = opintoliitot
page-who-type-environment = ympäristöyhdistykset
page-who-type-other = muut yhdistykset
page-who-type-any = kaikki yhdistykset
page-who-type-rest = kun ei ole selvää, millainen yhdistys on
page-who-functions = Vastaajat
page-who-only-confirmed = Puhelinnumerot ja osoitteet näkyvät tässä vasta, kun kunta on vahvistanut ne. Muut vahvistamattomat tiedot on merkitty.
page-who-holidays = Pyhäpäivinä sekä juhannusaattona, jouluaattona ja uudenvuodenaattona on suljettu.
page-who-unconfirmed = kunta ei ole vielä vahvistanut
page-who-committee = Lautakunta
page-who-hours = Aukioloajat
page-who-closed = Suljettu { $day }
page-who-phone = Puhelin
page-who-email = Sähköposti
page-who-visit = Käynti
page-who-reach = Yhteydenotto
page-who-by-chat = Keskustelussa. Muita yhteystietoja ei ole vielä vahvistettu.
page-who-languages = Palvelukielet
page-who-target = Vastaus viimeistään
page-who-hours-to-answer = { $hours } työtunnin kuluessa
page-who-deputy = Poissa ollessa vastaa
