"""Addresses of the list, the people behind it, and the recording of care."""

app_name = "worklist"
urlpatterns = []
