package spy;
public final class Derive { public static void main(String[] a) {} }
