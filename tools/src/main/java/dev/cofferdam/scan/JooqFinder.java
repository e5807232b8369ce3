package dev.cofferdam.scan;
final class JooqFinder implements StyleFinder { JooqFinder(Scan scan) {} @Override public void find() {} }
