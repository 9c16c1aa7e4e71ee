document.getElementById("counted").textContent = "counted";
