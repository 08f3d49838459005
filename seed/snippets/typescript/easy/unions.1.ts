type Status = "draft" | "sent" | "paid";
let status: Status = "draft";
