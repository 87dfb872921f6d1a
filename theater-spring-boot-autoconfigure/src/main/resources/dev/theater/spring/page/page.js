document.title = "Theater";
