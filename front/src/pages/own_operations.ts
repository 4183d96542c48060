/** What everybody may do for themselves, whatever their rights: it stands in no list of tasks. */

import CHANGE_PASSWORD from "../queries/change_password.graphql";
import type { Field, SavedOperation } from "../settings";

export const CHANGE_YOUR_PASSWORD: SavedOperation = {
  file: "change_password",
  name: "ChangeYourPassword",
  title: "Change your password",
  document: CHANGE_PASSWORD,
  text: [
    "What it does: changes the password that you sign in with, and ends your other sessions.",
    "What it needs: the password that you have, and a new one of 12 characters or more.",
    "What may go wrong: common passwords are refused. After several wrong tries you have to wait.",
  ],
  fields: [password("currentPassword", "Your password"), password("newPassword", "New password")],
  then: null,
};

function password(name: string, label: string): Field {
  return { name, label, kind: "text", required: true, choices: [], example: null, from: null };
}
