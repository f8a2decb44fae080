"""All actions with what they need, ready to run inside the web process."""

from rasa_sdk.executor import ActionExecutor

from actions.answer import ActionAnswer, ActionShowArticle
from actions.forms import ValidateForm
from actions.handover import ActionEnquiryStatus, ActionHandOver, ActionKeepDetails, ActionPropose
from actions.question import Understanding


def executor_with_actions(understanding: Understanding) -> ActionExecutor:
    executor = ActionExecutor()
    for action in (
        ActionAnswer(understanding),
        ActionShowArticle(understanding),
        ActionHandOver(understanding),
        ActionPropose(understanding),
        ActionEnquiryStatus(understanding),
        ActionKeepDetails(),
        ValidateForm("handover_form"),
        ValidateForm("cooperation_form"),
    ):
        executor.register_action(action)
    return executor
