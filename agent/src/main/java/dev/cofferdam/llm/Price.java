package dev.cofferdam.llm;

import dev.cofferdam.domain.UserError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tokens cost. Given by the user, because a list of prices in here would be wrong within weeks.
 *
 * @param input US dollars for a million tokens of a request
 * @param cached the same for those that the server had already seen
 * @param output the same for the tokens of a reply, reasoning included
 */
public record Price(BigDecimal input, BigDecimal cached, BigDecimal output) {
    private static final String NUMBER = "(\\d{1,6}(?:\\.\\d{1,6})?)";
    private static final Pattern FORM = Pattern.compile(NUMBER + "/(?:" + NUMBER + "/)?" + NUMBER);

    /** When nobody said: every charge is 0. */
    public static final Price UNKNOWN = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** {@code IN/OUT} or {@code IN/CACHED/OUT}, such as {@code 1.25/0.125/10}. */
    public static Price parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new UserError(
                    "`" + text + "` is no price",
                    "--price",
                    "write dollars per million tokens as IN/OUT or IN/CACHED/OUT, such as 1.25/0.125/10");
        }
        BigDecimal input = new BigDecimal(parts.group(1));
        return new Price(
                input, parts.group(2) == null ? input : new BigDecimal(parts.group(2)), new BigDecimal(parts.group(3)));
    }

    /** Millionths of a dollar, rounded up: a budget that is kept only roughly is none. */
    long microDollars(long inputTokens, long cachedTokens, long outputTokens) {
        // Dollars per million tokens are millionths of a dollar per token.
        return input.multiply(BigDecimal.valueOf(inputTokens - cachedTokens))
                .add(cached.multiply(BigDecimal.valueOf(cachedTokens)))
                .add(output.multiply(BigDecimal.valueOf(outputTokens)))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
