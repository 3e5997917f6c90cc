package io.annals.verifier;

/** @param from first position concerned, 0 when it concerns none; {@code to} the last */
record Finding(String kind, long from, long to, String what) {

    @Override
    public String toString() {
        if (from == 0) {
            return kind + ": " + what;
        }
        return kind + " at " + (from == to ? Long.toString(from) : from + " to " + to) + ": " + what;
    }
}
