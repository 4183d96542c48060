/** The sign-in form: sends what was typed once, keeps nothing, and shows why it did not work.
 *
 * The merchant is asked for only once it may be needed: few people sign in at more than one. */

import "./sign_in.css";

const form = document.querySelector("form")!;
const problem = document.getElementById("problem")!;
const button = form.querySelector("button")!;
const merchant = form.querySelector<HTMLInputElement>("#merchant")!;

interface Problem {
  message: string;
  extensions: { code: string; merchants?: string[] };
}

// Until here nothing could be typed: a form that is sent before anybody listens goes by the browser's own way, in vain.
form.querySelector("fieldset")!.disabled = false;
form.querySelector<HTMLInputElement>("#email")!.focus();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void signIn();
});

async function signIn(): Promise<void> {
  const typed = new FormData(form);
  button.disabled = true;
  problem.textContent = "";
  try {
    const response = await fetch("/sign-in", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        email: typed.get("email"),
        password: typed.get("password"),
        merchant: merchant.value.trim() || null,
      }),
    });
    if (response.ok) {
      form.reset();
      location.reload();
      return;
    }
    const { errors } = (await response.json()) as { errors?: Problem[] };
    problem.textContent = errors?.[0]?.message ?? "That did not work. Try again.";
    document.getElementById("which")!.hidden = false;
    const merchants = errors?.[0]?.extensions.merchants;
    if (merchants !== undefined) {
      button.disabled = false;
      choose(merchants);
      return;
    }
  } catch {
    problem.textContent = "The service does not answer. Try again shortly.";
  }
  button.disabled = false;
  const password = form.querySelector<HTMLInputElement>("#password")!;
  password.value = "";
  password.focus();
}

/** The password was right: what is still to be said is where. */
function choose(merchants: string[]): void {
  document.getElementById("merchants")!.replaceChildren(
    ...merchants.map((id) => {
      const option = document.createElement("option");
      option.value = id;
      return option;
    }),
  );
  merchant.required = true;
  merchant.focus();
}
