# The chat's page, as the server writes it.
page-title = Ask about associations – { $municipality }
page-heading = Ask about associations
page-menu = Menu
page-close = Close the chat
page-start-anew = Start a new chat
page-language = Language
page-log = The chat
page-bot-of = Bot at { $municipality }
page-notice = Hello! I am a bot at { $municipality }. I answer questions from associations about grants, premises and cooperation, with the municipality’s own texts. If you would rather talk to a person, write that. The municipality keeps what you write for { $days } days. Do not write any personal identity number.
page-no-script = The chat needs JavaScript, which is turned off in your browser. You can ask in a form instead. A person answers.
page-what = What is it about?
page-grants = Apply for grants
page-grants-question = Which grants can our association apply for?
page-booking = Book premises
page-booking-question = How do we book premises?
page-cooperation = Cooperate with the municipality
page-cooperation-question = How do we propose a cooperation with the municipality?
page-association = Start an association
page-association-question = How do we start an association?
page-bot-writes = The bot is writing
page-new-message = New message
page-person = Talk to a person
page-write = Write your message
page-write-here = Write your question
page-send = Send
page-my-question = See your question
page-question = Question
page-withdraw = I no longer need an answer
page-survey = Did you get the help you needed?
page-survey-yes = Yes
page-survey-partly = Partly
page-survey-no = No
page-withdraw-title = No answer needed?
page-withdraw-text = The question is closed then, and nobody answers it.
page-withdraw-yes = Close the question
page-withdraw-no = Keep the question
page-anew-title = Start a new chat?
page-anew-text = This device forgets the chat you have now. If you were given a number, the municipality still has your question. Save the number first.
page-anew-yes = Start a new one
page-anew-no = Keep this chat

# How it goes with the chat.
chat-a-person = I want to talk to a person
chat-lost = The chat you had is gone. A new one begins here.
chat-you = You
chat-bot = Bot
chat-system = System
chat-agent = { $name }, { $function }
chat-with-bot = The bot answers
chat-waiting = Waiting for a person
chat-with-person = You are talking to a person
chat-with = You are talking to { $name }
chat-survey-thanks = Thank you for your answer.
chat-closed = Ended
chat-reconnecting = Reconnecting…
chat-out-of-reach = We cannot reach the server right now. Try again in a while.
chat-writes = { $name } is writing…
chat-seen = Seen
chat-there = Delivered
chat-open = { $function }: open until { $time }
chat-open-likely = { $function }: probably open until { $time }
chat-shut = { $function }: closed, opens { $moment }
chat-shut-likely = { $function }: closed, probably opens { $moment }
chat-ahead = { $ahead } before you.
chat-next = You are next.
chat-answer-by = Answer by { $moment }.
chat-late = The answer is late. Your question is still here, and someone will answer it.
chat-waits-with = Your question waits with { $function }.
chat-has-it = { $name } has your question.
chat-sending = Sending…
chat-not-sent-yet = Not sent yet. We keep trying.
chat-sent = Sent
chat-failed = Could not be sent. { $problem }
chat-retry = Try again
chat-send-here = Send it here instead
chat-drop = Remove
chat-too-long = The text is too long. Write at most { $longest } characters; now it has { $length }.

# What stands around an answer.
answer-helped = Did the answer help?
answer-choices = Choices
answer-more = Read more
answer-more-about = about { $title }
answer-unconfirmed = The municipality has not confirmed this information yet. Check with { $function } before you rely on it.
answer-source = Source:
answer-function = Responsible: { $function }
answer-reviewed = Reviewed { $day }
answer-new-tab = (opens in a new tab)

# The receipt of a question that a person answers.
receipt-title = We have your question
receipt-person-answers = A person will answer you here in the chat.
receipt-number = Number
receipt-function = With
receipt-answer-by = Answer by
receipt-closed = They are closed right now. Your question waits until they open.
receipt-keep-why = Keep both: the number and the code. They bring you back here from any device. Do not show the code to anyone else.
receipt-keep = Keep the number and the code
receipt-secret = Code
receipt-shared = Done.
receipt-copied = Copied. Paste it where you will find it again.
receipt-by-mail = Answer me by e-mail
receipt-other-ways = Other ways to reach them
receipt-not-copied = It could not be copied. Write down the number and the code.
receipt-in-words = Question { $number }, code { $secret }, to { $function }. Answer by { $moment }. Continue here: { $address }

# Files that an agent has asked for, or sends.
file-asked = Asks for a file
file-asked-how = Choose “Attach a file” where you write.
file-attach = Attach a file
file-limits = An image (JPEG, PNG, WebP), PDF, DOCX or ODT. At most { $most } MB.
file-sending = Sending { $name }
file-progress = { $percent }% of { $size }
file-again = The connection was lost. We are trying again…
file-stop = Cancel
file-stopped-sending = { $name } is not sent.
file-sent = { $name } is sent.
file-failed = { $name } could not be sent. { $problem }
file-empty = The file is empty. Choose another.
file-kind = We cannot take that kind of file. Choose an image (JPEG, PNG, WebP), PDF, DOCX or ODT.
file-too-large = The file is too large. It may be at most { $most } MB. Choose a smaller file.
file-checking = Being checked for viruses. You can soon download it.
file-ready = Ready to download
file-stopped = Stopped by the virus scan and removed
file-get = Download
file-getting = Downloading…
file-got = Downloaded

# How to reach a function.
contact-phone = Phone:
contact-email = E-mail:
contact-visit = Visit: { $address }

# A moment: a day such as `tisdag 24 november` and a time.
date-moment = { $day } at{"\u00A0"}{ $time }
date-today = today
date-tomorrow = tomorrow

# What the system says in a conversation.
system-claimed = { $name } at { $function } has taken your question.
system-released = Your question is waiting with { $function } again.
system-transferred = Your question has been passed on to { $function }.
system-returned-to-bot = { $name } has left the chat. Now the bot answers again.
system-closed = { $name } has closed your question. Write here if you want to ask anything more.
system-joined = Your question { $number } goes on under number { $other }, with { $function }. You get the answer here, as before. Your own number and code still work.
system-reopened = Question { $number } is open again. It waits with { $function }. You will get an answer by { $moment }.
system-reopened-with = { $name } at { $function } has your question { $number } again. You will get an answer by { $moment }.
system-withdrawn = You have withdrawn question { $number }. Write here if you wonder about anything else.
system-file = File: { $name }
system-file-stopped = The file “{ $name }” was stopped by the virus scan and has been removed. Do not send it again.
system-receipt = Your question has gone to { $function }. You will have an answer by { $moment }.
system-status-taken = Your question { $number } is with { $function }. A case officer has taken it. You will have an answer by { $moment }.
system-status-waiting = Your question { $number } is with { $function }. It is waiting for a case officer. You will have an answer by { $moment }.
system-moment = { $day } at { $time }

# The dialog in which one gives an address for answers.
page-by-mail = Answer me by e-mail
chat-mail-first = Write your question in the chat first. Then you can have the answer by e-mail.
chat-mail-none = When a person answers and you have left the chat, we send the answer to your e-mail.
chat-mail-waiting = We have sent a link to { $address }. Open it and confirm the address. The link works for 24 hours. If you cannot find the e-mail, look in your spam folder.
chat-mail-confirmed = Answers are sent to { $address } when you have left the chat.
chat-mail-removed = The address is removed. Answers come only in the chat.
page-mail-title = Answers by e-mail
page-mail-address = Your e-mail address
page-mail-send = Send the link
page-mail-remove = Remove the address
page-mail-close = Close

# What is told in the conversation about mail.
system-mail-on = Answers are also sent by e-mail to { $address }.
system-mail-off = Answers are no longer sent by e-mail.

# Letters, and the pages that their links lead to.
mail-confirm-subject = Confirm your e-mail address
mail-confirm-text =
    Hello!

    Someone has given this address in the municipality’s chat for associations, to have answers by e-mail.

    Was it you? Confirm the address here:
    { $link }

    The link works for 24 hours. If it was not you, you need not do anything. We will send nothing more.

    This e-mail cannot be replied to.
mail-answer-subject = An answer to your question { $number }
mail-answer-text =
    Hello!

    { $function } has answered your question { $number }.

    { $words }

    Do you want to read the whole conversation or write back? Open the chat:
    { $link }

    On the device where you asked, the conversation opens at once. On another one you need the number { $number } and the code from your receipt. If you have no code, start a new chat and write the number.

    { $ending }
mail-answer-no-reply = This e-mail cannot be replied to.
mail-answer-reply =
    You can also reply to this e-mail. What you write comes into the conversation. Attached files do not.
mail-answer-above = Write your reply above this line.
mail-back-subject = Your e-mail did not reach the conversation
mail-back-empty =
    Hello!

    We found no new words in your e-mail. Write your reply at the top, above what you reply to, and send it again.
mail-back-long =
    Hello!

    Your e-mail is too long for the conversation. Write less and send it again.
mail-back-files =
    Hello!

    What you wrote has reached the conversation, but not the files in your e-mail. If we need them, we ask for them in the chat, and you can send them there.
mail-answer-in-chat = You can read the answer in the chat.
mail-gap-subject = There is now an answer to your question
mail-gap-text =
    Hello!

    You asked: { $question }

    We had no clear answer then. Now there is one: { $title }

    { $words }

    Read all of it, or ask more, in the chat:
    { $link }

    This e-mail cannot be replied to.
mail-transcript-subject = Your chat with the municipality
mail-transcript-text =
    Hello!

    Here is your chat, as text and as a PDF. You asked for it in the chat.
mail-page-title = Confirm the e-mail address
mail-page-ask = Do you want answers to your question at this e-mail address?
mail-page-confirm = Yes, confirm the address
mail-page-done = The address is confirmed
mail-page-done-text = When a person answers and you have left the chat, the answer comes to your e-mail. You can close this page.
mail-page-gone = The link no longer works
mail-page-gone-text = It may be too old or already used. Open the chat and choose Answer me by e-mail in the menu. There you see whether the address is confirmed, and can have a new link.
mail-page-chat = To the chat
# Coming back, taking along, erasing
page-keep-text = Save as text
page-keep-pdf = Save as PDF
page-keep-mail = Send the chat to my e-mail
page-return = Continue an earlier question
page-return-text = Enter the number and the code from your receipt.
page-return-secret = Code
page-return-replaces = This device already has a chat. It will be removed from here, with anything you have not sent.
page-return-yes = Continue the question
page-return-no = Cancel
page-erase = Erase the chat
page-erase-title = Erase the chat?
page-erase-goes = All that is written here is erased at the municipality. A question that is not answered yet is withdrawn, and nobody answers it.
page-erase-stays = If a person has received your question, it is an official document. Then the municipality keeps its number, who had it, when, and how it ended. Not what was written.
page-erase-cases = If the question has become a case elsewhere, such as an application, it stays there.
page-erase-final = This cannot be undone.
page-erase-yes = Erase
page-erase-no = Keep the chat
return-erased = The chat is erased.
return-back = Here is your question.
return-saved = The file is saved.
return-mailed = The chat is on its way to your e-mail.
return-out-of-reach = We cannot reach the server just now. Try again in a while.
return-elsewhere = This was written in another chat.
system-transcript = Conversation about associations
system-saved = Saved
system-source = Source
system-page = Page
system-missing-characters = Some characters cannot be shown in a PDF. Save as text to get them all.
# When something that was sent cannot be taken, and the page that tells it.
page-refused = It did not work
page-to-chat = To the chat
error-wrong-fields = Something is wrong with { $names }. Reload the page and try again.
error-not-from-here = Open the form again and send the question from there.
error-cross-site = Open the page in a new tab and try again.
error-no-page = There is no such page. Check the address.
error-refused = It did not work. Go back, reload the page and try again.
error-too-much = That was too much at once. Write less.
error-wrong-content = The content has the wrong format. Send it as JSON.
error-too-many-fields = The form has too many fields. Open the page again.
error-nothing-written = Write something first.
error-message-too-long = The message is too long. Write at most { $longest } characters.
error-not-a-number = The number to read from is not a number.

# What the bot says around articles.
bot-which = I am not sure what you mean. Is it one of these?
bot-none-fits = None of these
bot-helped = Yes, it helped
bot-not-helped = No, I want to ask a person
bot-propose = Make a proposal to the municipality
bot-to-person = Send the question to a person
bot-outside = This does not seem to be about associations. { $function } answers such questions and will help you on.
bot-not-in-your-language = This text is not available in English yet.

# The plain pages: a question in a form, and its answer
page-places = Other pages
page-ask-title = Ask in a form
page-ask-intro = A person at { $municipality } answers your question. You get a number and a code, and read the answer with them. You need no account.
page-ask-kept = What you write is kept by the municipality for { $days } days. Do not write personal identity numbers.
page-ask-question = Your question
page-ask-question-hint = At most { $longest } characters.
page-ask-topic = What is it about? (optional)
page-ask-topic-none = I do not know
page-ask-topic-association = Starting or running an association
page-ask-association = The association’s name (optional)
page-ask-email = Your e-mail address (optional)
page-ask-email-hint = We first send a link there. Once you have confirmed the address, the answer also comes by e-mail.
page-ask-send = Send the question
page-ask-not-sent = The question has not been sent.
page-ask-question-missing = Write your question.
page-ask-question-long = The question is too long. Write at most { $longest } characters; it has { $length }.
page-ask-association-long = The association’s name is too long. Write at most { $longest } characters.
page-ask-email-wrong = That is not an e-mail address. Write it like name@example.se, or leave the field empty.
page-ask-too-often = That was too fast. What you have written is still here. Wait a minute and send it again.
page-ask-answered = A person will answer you. You read the answer on this website, with the number and the code.
page-ask-write-down = Write down the number and the code now. The code is shown on this page only. Do not show it to anyone else.
page-ask-email-sent = You will get a link at { $address }. Open it and confirm the address, and the answer comes there too.
page-ask-read = Read the answer with number and code
page-ask-chat = Open the question in the chat (needs JavaScript)
page-read-title = Read the answer to your question
page-read-heading = Your question
page-read-show = Show
page-read-anew = See if there is anything new
page-read-wrong = The number and the code do not belong together. Look at the receipt and try again.
page-read-too-often = That was too fast. Wait a minute and try again.
page-read-in-chat = A file. It can be fetched in the chat.
page-read-more = Do you want to write more? Ask a new question and say that it belongs to { $number }.
page-overlooked = Open questions with the municipality's staff right now: { $open }. Waiting longer than promised: { $late }, of which moved to the service centre: { $escalated }. Overlooked questions: { $overlooked }.

# The accessibility statement
page-access = Accessibility
page-access-title = Accessibility of the chat Ask about associations
page-access-who = { $municipality } is responsible for the chat. We want everyone to be able to use it. Here you can read how it follows the Swedish act (2018:1937) on accessibility of digital public services, which faults we know of, and how to tell us about others.
page-access-level-title = How accessible is the chat?
page-access-level = The chat is partially compliant with the act. We measure it against WCAG 2.2, level AA. The faults are listed below.
page-access-met-title = This works
page-access-met-keys = Everything can be done with a keyboard alone, and you can see where you are.
page-access-met-sight = The pages fit screens from 320 pixels wide. The contrast of text is sufficient, in light and dark colours.
page-access-met-aloud = New messages and errors are marked up so that screen readers can read them aloud. Errors say what you can do.
page-access-met-plain = Without JavaScript you can ask in a form and read the answer.
page-access-not-title = This does not work, or has not been tried
page-access-not-answers = Most answers are in Swedish only and not in easy Swedish. They are the municipality’s own texts, and not all have been translated.
page-access-not-files = Files that people send in the chat may have faults. We cannot change them.
page-access-not-tried = The chat has not been tried with a screen reader or voice control, nor by people with disabilities. There may be faults that we do not know of.
page-access-how-title = How we have tested
page-access-how = The developers have tested the pages themselves (self-assessment), last on { $day }: with the tool axe-core in the browser Chromium, at three widths and in light and dark colours, and with a keyboard alone. No one from outside has reviewed the chat.
page-access-report-title = Have you found an obstacle?
page-access-report = Tell us, or ask to have something in another way. A person answers.
page-access-contact = You can also turn to { $function }:
page-access-no-contact = The municipality’s telephone number and e-mail address are on its website.
page-access-digg-title = Supervision
page-access-digg = The Swedish Agency for Digital Government, Digg, supervises the act. If you are not content with our answer, you can report it to Digg.
page-access-digg-link = Report lacking accessibility to Digg
page-access-updated = Updated on { $day }.
# What the bot says by itself, named in bot/domain/replies.yml.
bot-greet = Hello! Ask about grants, premises or working together, in your own words.
bot-goodbye = Goodbye. You can come back here and write whenever you like.
bot-thank = You are welcome. Write if there is anything else you want to know.
bot-ask-more = Write what you want to know, and I will look for the answer.
bot-glad = Good. Write if there is anything else you want to know.
bot-is-a-bot = Yes, I am a bot. I answer with the municipality’s own texts. Write “I want to talk to a person” if you would rather do that.
bot-ask-association = While you wait: which association is it about? Write “skip” if you do not want to answer.
bot-ask-organisation-number = What is the association’s organisation number? It has ten digits. Write “skip” if you do not know.
bot-ask-contact = How do we reach you if you have left the chat? Write an e-mail address or a phone number, or “skip”.
bot-ask-idea = What do you want to do? Describe the idea in a few sentences.
bot-ask-for-whom = Who is the idea for?
bot-ask-municipal-part = Which part of the municipality do you want to do it with, such as a school or the care of older people?
bot-details-kept = Thank you, it is saved together with your question. You will get an answer here in the chat.
bot-noted = That is fine. Your question is with the right people, and you will get an answer here in the chat.
bot-wrong-organisation-number = That number is not right. An organisation number has ten digits, such as 802412-3450. Check the digits, or write “skip”.
bot-wrong-contact = I find no e-mail address and no phone number in what you wrote.
# What went wrong, and what to do.
error-choice-not-offered = That choice is not in this chat.
error-wrong-number-or-secret = The number and the code do not belong together. Look at the receipt and try again.
error-conversation-gone = There is no such conversation. Start a new one.
error-too-often = That was too fast. Wait a minute and try again.
error-our-fault = Something went wrong on our side. Try again in a while.
error-file-not-asked = Files can be sent when a case officer has asked for them. Write in the chat.
error-file-gone = The file is gone.
error-file-checking = The file is being checked. Wait a moment and try again.
error-too-many-files = No more files can be sent now. Write to the case officer.
error-file-too-large = The file is too large. It may be at most { $given } MB. Choose a smaller file.
error-no-address = That is not an e-mail address. Check it and try again.
error-mail-is-off = No e-mail is sent from here. The answer comes in the chat.
error-address-not-confirmed = Give your e-mail address here and confirm it from the letter. Then try again.
error-too-many-letters = We have already sent several links. Look in your spam folder, or try again tomorrow.
error-too-long = The chat is too long for a PDF. Save it as text instead.

# Who answers for what

page-who-title = Who answers what?
page-who-intro = This is who at { $municipality } answers questions from associations. Not sure? Ask in the chat, and your question goes to the right function.
page-who-ask = Ask in the chat
page-who-topics = What is your question about?
page-who-grants = Grants
page-who-booking = Premises and booking
page-who-cooperation = Cooperation with the municipality
page-who-association = Starting and running an association
page-who-other = Anything else
page-who-type-sport = sports clubs
page-who-type-culture = cultural associations
page-who-type-youth = associations for children and young people
page-who-type-pensioners = pensioners’ associations
page-who-type-disability = disability associations
page-who-type-social = associations for social support and help
page-who-type-study = study associations
page-who-type-environment = environmental associations
page-who-type-other = other kinds of associations
page-who-type-any = all associations
page-who-type-rest = when it is not clear what kind of association it is
page-who-functions = Those who answer
page-who-only-confirmed = Telephone numbers and addresses are shown here only once the municipality has confirmed them. Anything else that is not confirmed is marked.
page-who-holidays = Closed on public holidays, Midsummer Eve, Christmas Eve and New Year’s Eve.
page-who-unconfirmed = not yet confirmed by the municipality
page-who-committee = Committee
page-who-hours = Opening hours
page-who-closed = Closed { $day }
page-who-phone = Telephone
page-who-email = E-mail
page-who-visit = Visit
page-who-reach = Contact
page-who-by-chat = In the chat. Other ways to make contact have not been confirmed yet.
page-who-languages = Answers in
page-who-target = Answers within
page-who-hours-to-answer = { $hours } working hours
page-who-deputy = Answers instead when away
