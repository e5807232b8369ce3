package dev.cofferdam.domain;

/**
 * A version of a consumer as the plan counts them: {@code v0} is the code of today, each deploy step makes the next one.
 * Unrelated releases belong to the same version.
 */
public record AppVersion(String consumer, int number) implements Comparable<AppVersion> {

    public AppVersion {
        Checks.text(consumer, "consumer");
        Checks.atLeast(0, number, "app version number");
    }

    public String label() {
        return "v" + number;
    }

    @Override
    public int compareTo(AppVersion other) {
        int byConsumer = consumer.compareTo(other.consumer);
        return byConsumer != 0 ? byConsumer : Integer.compare(number, other.number);
    }

    /** {@code clinic v1}. */
    @Override
    public String toString() {
        return consumer + " " + label();
    }
}
