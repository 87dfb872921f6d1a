package dev.theater.host;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.theater.component.type.FunctionType;
import dev.theater.component.wit.Suggestion;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitDefinition;
import dev.theater.component.wit.WitInterface;

/**
 * The functions of a WIT interface as methods of a Java type. Whatever does not fit is
 * found when the handler is set up, all of it at once.
 */
final class WitMethods {

	private final WitInterface wit;

	private final Class<?> type;

	/** The methods that no function has taken yet. */
	private final List<Method> methods;

	private final List<String> problems = new ArrayList<>();

	private WitMethods(WitInterface wit, Class<?> type) {
		this.wit = wit;
		this.type = type;
		this.methods = Stream.of(type.getMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge()
					&& method.getDeclaringClass() != Object.class)
			.collect(Collectors.toCollection(ArrayList::new));
	}

	/**
	 * Declares an interface and the types of those that it uses.
	 * @throws IllegalArgumentException if methods and functions do not fit; it names
	 * every one
	 */
	static <T> void declare(HostFunctions functions, Wit wit, String name, Class<T> type, T target) {
		WitInterface found = wit.interfaceOf(name);
		Map<String, HostFunctions.Function> bound = new WitMethods(found, type).bind(target);
		declareTypes(functions, wit, found);
		found.functions()
			.forEach((function, signature) -> functions.function(name, function, signature,
					Objects.requireNonNull(bound.get(function))));
	}

	private static void declareTypes(HostFunctions functions, Wit wit, WitInterface declared) {
		for (WitDefinition definition : declared.body().types().values()) {
			// the shared types are offered to everybody
			if (definition instanceof WitDefinition.Use use && !use.interfaceName().equals(TheaterWit.TYPES)) {
				declareTypes(functions, wit, wit.interfaceOf(use.interfaceName()));
			}
		}
		declared.types().forEach((name, type) -> functions.type(declared.name(), name, type));
	}

	private Map<String, HostFunctions.Function> bind(Object target) {
		Map<String, HostFunctions.Function> bound = new LinkedHashMap<>();
		this.wit.functions().forEach((name, function) -> {
			try {
				bound.put(name, bind(name, function, target));
			}
			catch (MisfitException ex) {
				this.problems.add(name + ": " + ex.getMessage());
			}
		});
		List<String> wanted = this.wit.functions().keySet().stream().map(JavaNames::camelCase).toList();
		for (Method method : this.methods) {
			if (Modifier.isAbstract(method.getModifiers())) {
				this.problems.add("the method " + method.getName() + " is no function of the WIT interface; "
						+ Suggestion.among(method.getName(), wanted));
			}
		}
		if (!this.problems.isEmpty()) {
			throw new IllegalArgumentException(this.type.getName() + " does not fit the WIT interface "
					+ this.wit.name() + ":\n  " + String.join("\n  ", this.problems));
		}
		return bound;
	}

	private HostFunctions.Function bind(String name, FunctionType function, Object target) {
		List<Method> found = this.methods.stream().filter((method) -> JavaNames.isOf(name, method.getName())).toList();
		this.methods.removeAll(found);
		if (found.size() != 1) {
			throw new MisfitException((found.isEmpty() ? "there is no method " : found.size() + " methods are named ")
					+ JavaNames.camelCase(name) + "; exactly one is wanted for "
					+ this.wit.body().functions().get(name));
		}
		Method method = found.getFirst();
		Type[] types = method.getGenericParameterTypes();
		boolean takesCall = types.length > 0 && types[0] == HostCall.class;
		List<FunctionType.Param> params = function.params();
		int first = takesCall ? 1 : 0;
		if (types.length - first != params.size()) {
			throw new MisfitException("the method takes " + types.length + " parameters; wanted are those of "
					+ this.wit.body().functions().get(name) + ", before them one of " + HostCall.class.getName()
					+ " if you like");
		}
		List<ValueMapping> mappings = new ArrayList<>();
		for (int i = 0; i < params.size(); i++) {
			FunctionType.Param param = params.get(i);
			requireOrder(params, i, method.getParameters()[i + first]);
			mappings.add(ValueMappings.ofPart("parameter " + param.name(), param.type(), types[i + first]));
		}
		return new MethodFunction(PreparedCall.of(method, target), takesCall, mappings,
				ResultMapping.of(function.result(), method.getGenericReturnType()));
	}

	/** Where names are compiled in, two parameters of one type cannot change places. */
	private static void requireOrder(List<FunctionType.Param> params, int index, Parameter parameter) {
		for (int i = 0; i < params.size(); i++) {
			if (i != index && parameter.isNamePresent() && JavaNames.isOf(params.get(i).name(), parameter.getName())) {
				throw new MisfitException("parameter " + params.get(index).name() + ": the method has "
						+ parameter.getName() + " there; parameters are in the order of the WIT");
			}
		}
	}

}
