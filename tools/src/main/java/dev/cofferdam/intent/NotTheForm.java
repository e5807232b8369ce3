package dev.cofferdam.intent;

/** The words fit a form and what they name shows that another was meant; never leaves this room. */
final class NotTheForm extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
