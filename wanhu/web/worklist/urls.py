"""Addresses of the list, the people behind it, and the recording of care."""

from django.urls import path

from wanhu.web.worklist.dating import views as dating
from wanhu.web.worklist.phone import views as phone
from wanhu.web.worklist.practice import views as practice
from wanhu.web.worklist.registering import views as registering
from wanhu.web.worklist.views import colour, correct, growth, landing, people, record, supervisor, tasks

app_name = "worklist"
urlpatterns = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/minutes/", tasks.minutes, name="minutes"),
    path("tasks/undo/<int:person>/<uuid:visit>/", tasks.undo, name="undo"),
    path("tasks/<int:person>/<int:pregnancy>/<slug:protocol>/<slug:step>/", record.record, name="record"),
    path("people/", people.people, name="people"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/growth/", growth.growth, name="growth"),
    path("people/<int:number>/colour/<int:pregnancy>/", colour.colour, name="colour"),
    path("people/<int:number>/dating/<int:pregnancy>/", dating.dating, name="dating"),
    path("people/<int:number>/visits/<uuid:visit>/", correct.correct, name="correct"),
    path("people/<int:number>/show/<slug:what>/", people.reveal, name="reveal"),
    path("people/<int:number>/name/", registering.name, name="give-name"),
    path("register/", registering.register, name="register"),
    path("register/pregnancy/", registering.pregnancy, name="register-pregnancy"),
    path("register/child/", registering.child, name="register-child"),
    path("register/alike/", registering.alike, name="register-alike"),
    path("register/day/", registering.day, name="register-day"),
    path("people/<int:number>/change/", people.change, name="change"),
    path("township/", supervisor.supervisor, name="supervisor"),
    path("township/accept/", supervisor.accept, name="accept"),
    path("township/workers/<int:number>/", supervisor.worker, name="worker"),
    path("township/workers/<int:number>/give-back/", supervisor.give_back, name="give-back"),
    path("township/workers/<int:number>/hand-over/", supervisor.hand_over, name="hand-over"),
    path("phone/", phone.shell, name="phone"),
    path("phone/hello/", phone.hello, name="phone_hello"),
    path("phone/device/", phone.device, name="phone_device"),
    path("phone/day/", phone.day, name="phone_day"),
    path("phone/forms/", phone.forms, name="phone_forms"),
    path("phone/upload/", phone.upload, name="phone_upload"),
    path("phone/manifest.webmanifest", phone.manifest, name="phone_manifest"),
    path("phone/sw.js", phone.service_worker, name="phone_worker"),
    path("guidance/", practice.guidance, name="guidance"),
    path("guidance/<slug:code>/", practice.card, name="guidance_card"),
    path("practice/", practice.topics, name="practice"),
    path("practice/begin/", practice.begin, name="practice_begin"),
    path("practice/round/", practice.turn, name="practice_round"),
    path("files/", landing.steward, name="steward"),
]
