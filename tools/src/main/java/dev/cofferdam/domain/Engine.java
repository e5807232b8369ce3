package dev.cofferdam.domain;

import java.util.Locale;

/** A database product and its major version, as in {@code postgresql:18}. */
public record Engine(Product product, int major) {

    /** The products that changes are planned for. */
    public enum Product {
        POSTGRESQL,
        MYSQL,
        MARIADB
    }

    public Engine {
        Checks.atLeast(1, major, "major version");
    }

    public static Engine postgresql(int major) {
        return new Engine(Product.POSTGRESQL, major);
    }

    /** Reads {@code postgresql:17}; a {@link UserError} says what is expected instead. */
    public static Engine parse(String text) {
        String[] parts = text.trim().toLowerCase(Locale.ROOT).split(":", -1);
        for (Product product : Product.values()) {
            if (parts.length == 2
                    && product.name().toLowerCase(Locale.ROOT).equals(parts[0])
                    && parts[1].matches("[1-9]\\d?")) {
                return new Engine(product, Integer.parseInt(parts[1]));
            }
        }
        throw new UserError(
                "`" + text + "` is no engine", "--engine", "write product and major version, such as postgresql:17");
    }

    @Override
    public String toString() {
        return product.name().toLowerCase(Locale.ROOT) + ":" + major;
    }
}
