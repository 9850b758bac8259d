"""Addresses of the staff pages of promises, below the area. The public's are in `public`."""

from django.urls import path

from listens.pledges.views import following, register, verdicts

urlpatterns = [
    path("pledges/", register.ListPledgesView.as_view(), name="pledges"),
    path("pledges/make/", register.MakePledgeView.as_view(), name="make_pledge"),
    path("pledges/pause/", verdicts.PauseVerdictsView.as_view(), name="pause_verdicts"),
    path("pledges/<int:number>/", register.ShowPledgeView.as_view(), name="pledge"),
    path("pledges/<int:number>/confirm/", following.ConfirmPledgeView.as_view(), name="confirm_pledge"),
    path("pledges/<int:number>/progress/", following.ReportProgressView.as_view(), name="report_progress"),
    path("pledges/<int:number>/erase/", following.EraseReportView.as_view(), name="erase_report"),
    path("pledges/<int:number>/change/", following.AskForChangeView.as_view(), name="ask_for_change"),
    path("pledges/<int:number>/verdict/", verdicts.GiveVerdictView.as_view(), name="give_verdict"),
    path("pledges/<int:number>/measure/", following.AddMeasureView.as_view(), name="add_measure"),
    path("pledges/<int:number>/reading/", following.AddReadingView.as_view(), name="add_reading"),
    path("pledges/<int:number>/close/", following.ClosePledgeView.as_view(), name="close_pledge"),
    path("changes/<uuid:change>/answer/", following.AnswerChangeView.as_view(), name="answer_change"),
    path("verdicts/<uuid:verdict>/sign/", verdicts.SignVerdictView.as_view(), name="sign_verdict"),
    path("verdicts/<uuid:verdict>/paper/", verdicts.RecordSignaturesView.as_view(), name="record_signatures"),
    path("verdicts/<uuid:verdict>/reply/", verdicts.ReplyToVerdictView.as_view(), name="reply_to_verdict"),
    path("verdicts/<uuid:verdict>/publish/", verdicts.PublishVerdictView.as_view(), name="publish_verdict"),
    path("my-promises/", register.MyPromisesView.as_view(), name="my_promises"),
]
