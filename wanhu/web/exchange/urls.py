"""Addresses of the steward's pages: files in, questions about who is who, and a person's numbers."""

from django.urls import path

from wanhu.web.exchange import views

app_name = "exchange"
urlpatterns = [
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/upload/", views.upload, name="upload"),
    path("deliveries/uploads/<int:number>/", views.upload_page, name="upload-page"),
    path("deliveries/<int:number>/", views.delivery, name="delivery"),
    path("deliveries/<int:number>/corrections/", views.correction_sheet, name="correction-sheet"),
    path("review/", views.review, name="review"),
    path("review/settle/", views.settle, name="settle"),
    path("numbers/<int:number>/", views.person, name="person"),
]
