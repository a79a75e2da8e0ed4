package org.kentei.fact;

/** Takes down what rules say. */
@FunctionalInterface
public interface ConclusionListener {

    /** Takes down one conclusion of the rule that is firing. */
    void add(Conclusion conclusion);
}
