package dev.theater.spring;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/** Who uses applications with Spring Security: a viewer and an operator. */
public final class Users {

	/** All of Boot's auto-configurations, those of Security included. */
	public static final String SECURED = "spring.autoconfigure.exclude=org.springframework.boot.tomcat"
			+ ".autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";

	private Users() {
	}

	/** Both, who have their names for passwords. */
	public static UserDetails[] all() {
		return new UserDetails[] { user("viewer", "VIEWER"), user("operator", "OPERATOR") };
	}

	private static UserDetails user(String name, String role) {
		return User.withUsername(name).password("{noop}" + name).roles(role).build();
	}

	/** A user's {@code Authorization}. */
	public static String basic(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
	}

}
