const results = await Promise.allSettled(jobs);
const failed = results.filter(({ status }) => status === "rejected");
for (const { reason } of failed) {
  console.error(reason.message);
}
