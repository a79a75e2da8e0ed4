package org.kentei.rulebook;

/**
 * A place in the rulebook. Addresses are stable, because they are made only of codes and names.
 *
 * @param page the page's name, such as {@code OM7} or {@code matrix}
 * @param anchor the place on the page
 */
public record Address(String page, String anchor) {}
