package dev.cofferdam.scan;

/**
 * A method at which the outside comes in.
 *
 * @param trigger as people speak of it: {@code GET /owners}, {@code Kafka orders}, {@code main}
 */
record Entry(Kind kind, String trigger) {

    /** What sets a method off. */
    enum Kind {
        REQUEST(true),
        MESSAGE(true),
        MAIN(true),
        SCHEDULE(false),
        EVENT(false),
        START_UP(false),
        CALLBACK(false),
        PUBLIC_API(false);

        private final boolean makesAnApplication;

        Kind(boolean makesAnApplication) {
            this.makesAnApplication = makesAnApplication;
        }

        /** Whether code with such a method is run by itself: a library has events and things to do at start-up too, but no requests. */
        boolean makesAnApplication() {
            return makesAnApplication;
        }
    }
}
