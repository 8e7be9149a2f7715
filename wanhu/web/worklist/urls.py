"""Addresses of the list, the people behind it, and the recording of care."""

from django.urls import path

from wanhu.web.worklist.views import correct, landing, people, record, supervisor, tasks

app_name = "worklist"
urlpatterns = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/minutes/", tasks.minutes, name="minutes"),
    path("tasks/undo/<int:person>/<uuid:visit>/", tasks.undo, name="undo"),
    path("tasks/<int:person>/<int:pregnancy>/<slug:protocol>/<slug:step>/", record.record, name="record"),
    path("people/", people.people, name="people"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/visits/<uuid:visit>/", correct.correct, name="correct"),
    path("people/<int:number>/show/<slug:what>/", people.reveal, name="reveal"),
    path("people/<int:number>/change/", people.change, name="change"),
    path("township/", supervisor.supervisor, name="supervisor"),
    path("township/accept/", supervisor.accept, name="accept"),
    path("township/workers/<int:number>/", supervisor.worker, name="worker"),
    path("township/workers/<int:number>/give-back/", supervisor.give_back, name="give-back"),
    path("township/workers/<int:number>/hand-over/", supervisor.hand_over, name="hand-over"),
    path("files/", landing.steward, name="steward"),
]
