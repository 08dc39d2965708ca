const OLDEST = [20, 19];

/** A sentence for the operator when this Node is too old, else null. */
export function nodeComplaint(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return null;
  const oldest = OLDEST.join('.');
  return (
    `DTI Hub cần Node.js ${oldest} trở lên, máy này đang chạy ${version}. Hãy cài bản LTS từ nodejs.org.\n` +
    `DTI Hub needs Node.js ${oldest} or newer, this is ${version}. Install the LTS release from nodejs.org.`
  );
}
