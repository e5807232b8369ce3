package dev.cofferdam.cli.chat;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** SQL in colours, line by line: keywords, texts, comments and numbers. Reads for the eye only and decides nothing. */
final class SqlInk {
    private static final Set<String> KEYWORDS = Set.of(
            ("add after all alter and as asc before begin between by call case check column commit concurrently conflict constraint create"
                            + " current_setting cursor declare default deferrable deferred delete desc distinct do drop each else elsif end enum"
                            + " except exception execute exists exit explain false for foreign from full function generated grant group having"
                            + " identity if ilike immediate in index inner insert instead intersect into is isolation join key language left"
                            + " like limit local lock loop materialized merge natural no not nothing null of off offset on only or order outer"
                            + " over partition perform primary procedure raise references reindex rename replace reset restrict return returning"
                            + " returns revoke right rollback row rows schema select sequence set show similar start statement statistics table"
                            + " temp temporary then to transaction trigger true truncate type union unique unlogged update using vacuum valid"
                            + " validate values view when where while with within work analyze cascade cluster comment access exclusive share")
                    .split(" "));

    private static final Pattern TOKEN = Pattern.compile(
            "(?<comment>--.*)|(?<text>'(?:[^']|'')*')|(?<tag>\\$\\w*\\$)|(?<name>\"[^\"]*\")|(?<word>[A-Za-z_]\\w*)"
                    + "|(?<number>\\b\\d[\\d.]*\\b)");

    private final Ink ink;

    SqlInk(Ink ink) {
        this.ink = ink;
    }

    String line(String sql) {
        return ink.colour() ? TOKEN.matcher(sql).replaceAll(this::coloured) : sql;
    }

    private String coloured(MatchResult token) {
        return java.util.regex.Matcher.quoteReplacement(colour(token));
    }

    private String colour(MatchResult token) {
        String text = token.group();
        if (token.group(1) != null) {
            return ink.dim(text);
        }
        if (token.group(2) != null || token.group(3) != null) {
            return ink.green(text);
        }
        if (token.group(5) != null) {
            return KEYWORDS.contains(text.toLowerCase(Locale.ROOT)) ? ink.blue(text) : text;
        }
        return token.group(6) != null ? ink.magenta(text) : text;
    }
}
