package org.kentei;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that start the service. They share its starts, so they run in one process. They are named by text: Quarkus loads them
 * by a class loader of its own.
 */
@Suite
@SelectPackages("org.kentei.http")
@SelectClasses(names = "org.kentei.live.LiveRulesTest")
@IncludeClassNamePatterns(".*Test")
@IncludeEngines("junit-jupiter")
class ServiceTests {}
