const blank = { tempo: 120, tracks: [] as string[] };

// Before: { ...blank }, so all projects shared one list of tracks
function newProject(...tracks: string[]) {
  const project = structuredClone(blank);
  project.tracks.push(...tracks);
  return project;
}
const waltz = newProject("piano");
const techno = newProject("kick", "more kick");
console.assert(waltz.tracks.length < techno.tracks.length);
