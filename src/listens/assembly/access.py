"""Who may cut, ratify and put an ask, and who takes down and settles what is answered."""

from listens.core.access import declare

IN_THE_HALL = ["organiser", "stage_manager", "scribe", "delegate", "co_lead"]

declare("see_asks", "see the asks", IN_THE_HALL, room="assembly")
declare("cut_ask", "cut an ask", ["organiser", "co_lead"], room="assembly", stage="asks")
declare("edit_ask", "change an ask", ["organiser", "co_lead"], room="assembly", stage="asks")
declare("address_ask", "say who is asked", ["organiser", "co_lead"], room="assembly", stage="asks")
declare("decide_ask", "write down what delegates decided", ["organiser"], room="assembly", stage="asks")
declare("see_assemblies", "see the assemblies", IN_THE_HALL, room="assembly")
declare("plan_assembly", "plan an assembly", ["organiser", "stage_manager"], room="assembly")
declare("order_assembly", "change the running order", ["organiser", "stage_manager"], room="assembly")
declare("record_attendance", "record how many people came", ["organiser", "stage_manager"], room="assembly")
declare(
    "take_down",
    "take down an answer",
    ["scribe", "stage_manager", "organiser"],
    room="assembly",
    stage="assembly",
)
declare(
    "settle_answer",
    "settle an answer",
    ["stage_manager", "organiser"],
    room="assembly",
    stage="assembly",
)
declare(
    "explain_absence",
    "explain why an office did not answer",
    ["decision_maker", "organiser"],
    room="assembly",
)
