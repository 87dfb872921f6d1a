package org.springframework.boot.devtools.restart.classloader;

/**
 * Stands for the class loader of an application that the developer tools restart: they
 * are not on the class path of these tests, where they would be at work themselves.
 */
public class RestartClassLoader extends ClassLoader {

	public RestartClassLoader(ClassLoader parent) {
		super(parent);
	}

}
