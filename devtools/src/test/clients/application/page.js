// SPDX-License-Identifier: Apache-2.0
// The page of a customer: the profile, the orders page by page, and one order.
import { gql } from '@apollo/client/core';
import myShop from './operations/MyShop.graphql';
import orderPage from './operations/OrderPage.graphql';
import updateProfile from './operations/UpdateProfile.graphql';
import { client, codeOf } from './client.js';

const MY_SHOP = gql(myShop);
const ORDER_PAGE = gql(orderPage);
const UPDATE_PROFILE = gql(updateProfile);

const [message, profile, orders, more, order] = ['message', 'profile', 'orders', 'more', 'order'].map((id) =>
  document.getElementById(id),
);
let me;

function item(text) {
  const element = document.createElement('li');
  element.append(text);
  return element;
}

function link(text, onclick) {
  const button = document.createElement('button');
  Object.assign(button, { textContent: text, onclick });
  return button;
}

function summary({ placedAt, status, total }) {
  return `${placedAt.slice(0, 10)}: ${total}, ${status.toLowerCase()}`;
}

function show(shop) {
  me = shop.me;
  orders.replaceChildren(...me.orders.edges.map(({ node }) => item(link(summary(node), () => showOrder(node.id)))));
  more.hidden = !me.orders.pageInfo.hasNextPage;
}

function fill({ name, phone }) {
  profile.elements.name.value = name;
  profile.elements.phone.value = phone ?? '';
}

async function showOrder(id) {
  const { data } = await client.query({ query: ORDER_PAGE, variables: { id } });
  const lines = document.createElement('ul');
  lines.append(
    ...data.order.lines.map(({ quantity, unitPrice, product }) =>
      item(`${quantity} ${product?.name ?? 'sold out'} at ${unitPrice}`),
    ),
  );
  order.replaceChildren(summary(data.order), lines);
}

/** Returns what the user changed since the profile was shown. */
function changes() {
  const now = { name: profile.elements.name.value, phone: profile.elements.phone.value || null };
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => value !== me[field]));
}

/** Saves the changes. If the profile was changed elsewhere, shows it with these changes, for the user to save again. */
async function save() {
  const input = changes();
  try {
    await client.mutate({ mutation: UPDATE_PROFILE, variables: { input, version: me.version } });
    message.textContent = 'Saved.';
  } catch (error) {
    if (codeOf(error) !== 'CONFLICT') {
      throw error;
    }
    await client.query({ query: MY_SHOP, fetchPolicy: 'network-only' });
    message.textContent = 'Your profile was changed elsewhere. Look at it, and save again.';
  }
  fill({ ...me, ...input });
}

const shop = client.watchQuery({ query: MY_SHOP });
more.onclick = () => shop.fetchMore({ variables: { after: me.orders.pageInfo.endCursor } });
profile.onsubmit = (event) => {
  event.preventDefault();
  save();
};
shop.subscribe(({ data }) => data && show(data));
fill((await client.query({ query: MY_SHOP })).data.me);
