"""Prints what AWS::LanguageExtensions and AWS::Serverless make of a template, as JSON.

python3 transform.py TEMPLATE Parameter=value...
"""

import json
import logging
import os
import sys

from samtranslator.public.translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
logging.disable()


class NoManagedPolicies(ManagedPolicyLoader):
    """The template names none by a short name, so that AWS need not be asked for them."""

    def __init__(self):
        super().__init__(None)

    def load(self):
        return {}


def with_values(node, values):
    """Inserts the values of parameters, as AWS::LanguageExtensions does. An empty one is only used behind a condition."""
    if isinstance(node, dict):
        if list(node) == ["Ref"] and values.get(node["Ref"], "") != "":
            return values[node["Ref"]]
        return {key: with_values(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [with_values(value, values) for value in node]
    return node


with open(sys.argv[1]) as file:
    template = yaml_parse(file.read())
for function in template["Resources"].values():
    # SAM accepts code only from S3, where `sam package` puts it.
    if "CodeUri" in function.get("Properties", {}):
        function["Properties"]["CodeUri"] = "s3://bucket/function.zip"
parameters = dict(argument.split("=", 1) for argument in sys.argv[2:])
values = {name: parameter["Default"] for name, parameter in template["Parameters"].items()} | parameters
template["Resources"] = with_values(template["Resources"], values)
print(json.dumps(transform(template, parameters, NoManagedPolicies())))
