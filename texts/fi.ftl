# The chat's page, as the server writes it.
page-title = Kysy yhdistysasioista – { $municipality }
page-heading = Kysy yhdistysasioista
page-menu = Valikko
page-close = Sulje keskustelu
page-start-anew = Aloita uusi keskustelu
page-language = Kieli
page-log = Keskustelu
page-bot-of = Botti, { $municipality }
page-notice = Hei! Olen botti, ja työnantajani on { $municipality }. Vastaan yhdistysten kysymyksiin avustuksista, tiloista ja yhteistyöstä kunnan omilla teksteillä. Jos haluat mieluummin puhua ihmisen kanssa, kirjoita se. Kunta säilyttää sen, mitä kirjoitat, { $days } päivää. Älä kirjoita henkilötunnusta.
page-no-script = Keskustelu tarvitsee JavaScriptiä, joka on poissa käytöstä selaimessasi. Ota sen sijaan yhteyttä kunnan palvelukeskukseen. Yhteystiedot löytyvät kunnan verkkosivuilta.
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
page-your-question = Kysymyksesi
page-withdraw = En tarvitse enää vastausta
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
chat-waiting = Odotetaan käsittelijää
chat-with-person = Puhut ihmisen kanssa
chat-closed = Päättynyt. Kirjoita, niin aloitetaan uudelleen.
chat-reconnecting = Yhdistetään uudelleen…
chat-out-of-reach = Palvelimeen ei juuri nyt saada yhteyttä. Yritä hetken kuluttua uudelleen.
chat-writes = { $name } kirjoittaa…
chat-seen = Nähty
chat-there = Perillä
chat-open = { $function }: avoinna klo { $time } asti
chat-open-likely = { $function }: todennäköisesti avoinna klo { $time } asti
chat-shut = { $function }: suljettu, avataan { $moment }
chat-shut-likely = { $function }: suljettu, avataan todennäköisesti { $moment }
chat-ahead = Kysymys { $number } odottaa ihmistä. Jonossa ennen sinua: { $ahead }. Vastaus viimeistään { $moment }.
chat-next = Kysymys { $number } odottaa ihmistä. Olet seuraavana vuorossa. Vastaus viimeistään { $moment }.
chat-taken = Ihminen on ottanut kysymyksen { $number }.
chat-sending = Lähetetään…
chat-not-sent-yet = Ei vielä lähetetty. Yritämme edelleen.
chat-sent = Lähetetty
chat-failed = Lähetys ei onnistunut. { $problem }
chat-retry = Yritä uudelleen
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
receipt-not-copied = Kopiointi ei onnistunut. Kirjoita numero ja koodi muistiin.
receipt-in-words = Kysymys { $number }, koodi { $secret }, saaja { $function }. Vastaus viimeistään { $moment }. Jatka tästä: { $address }

# How to reach a function.
contact-phone = Puhelin:
contact-email = Sähköposti:
contact-visit = Käyntiosoite: { $address }

# A moment: a day such as `tisdag 24 november` and a time.
date-moment = { $day } klo{"\u00A0"}{ $time }

# What the system says in a conversation.
system-claimed = { $name } ({ $function }) on ottanut kysymyksesi käsiteltäväksi.
system-released = Kysymyksesi odottaa taas. Vastaaja: { $function }.
system-transferred = Kysymyksesi on siirretty eteenpäin. Uusi vastaaja: { $function }.
system-returned-to-bot = { $name } on poistunut keskustelusta. Nyt botti vastaa taas.
system-closed = { $name } on päättänyt kysymyksesi käsittelyn. Kirjoita tähän, jos haluat kysyä lisää.
system-withdrawn = Olet perunut kysymyksen { $number }. Kirjoita tähän, jos haluat kysyä muuta.
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

    Tähän viestiin ei voi vastata.
mail-answer-in-chat = Voit lukea vastauksen chatissa.
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
return-out-of-reach = Emme saa juuri nyt yhteyttä palvelimeen. Yritä hetken kuluttua uudelleen.
return-elsewhere = Tämä kirjoitettiin toisessa keskustelussa. Kirjoita se uudelleen.
system-transcript = Keskustelu yhdistysasioista
system-saved = Tallennettu
system-source = Lähde
system-page = Sivu
system-missing-characters = Kaikkia merkkejä ei voi näyttää PDF-tiedostossa. Tallenna tekstinä, niin saat ne kaikki.
# What the bot says around articles.
bot-which = En ole varma, mitä tarkoitat. Onko se jokin näistä?
bot-none-fits = Ei mikään näistä
bot-helped = Kyllä, siitä oli apua
bot-not-helped = Ei, haluan kysyä ihmiseltä
bot-propose = Tee ehdotus kunnalle
bot-to-person = Lähetä kysymys ihmiselle
bot-outside = Tämä ei näytä koskevan yhdistyksiä. { $function } vastaa tällaisiin kysymyksiin ja auttaa sinua eteenpäin.
bot-not-in-your-language = Tätä tekstiä ei ole vielä suomeksi.
