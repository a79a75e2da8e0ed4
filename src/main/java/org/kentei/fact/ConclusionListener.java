package org.kentei.fact;

/** Receives the conclusions of rules. */
@FunctionalInterface
public interface ConclusionListener {

    /** Adds a conclusion of the rule that is firing. */
    void add(Conclusion conclusion);
}
