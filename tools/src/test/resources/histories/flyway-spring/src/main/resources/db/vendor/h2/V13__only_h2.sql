CREATE ALIAS nothing FOR "java.lang.Math.abs";
